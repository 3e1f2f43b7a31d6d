package pl.kartoteka.files;

import java.time.Clock;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** The store of a service that has this library on its classpath. */
@AutoConfiguration
@EnableConfigurationProperties(FileStoreProperties.class)
public class FileStoreAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    FileStore fileStore(FileStoreProperties properties, @Value("${spring.application.name}") String service) {
        var bucket = properties.s3();
        return bucket != null && properties.hasBucket()
                ? new BucketStore(bucket, service, properties.spool())
                : new DirectoryStore(properties.directoryGiven());
    }

    @Bean
    FileSweep fileSweep(FileStore files, ObjectProvider<Clock> clock, ObjectProvider<NamesFiles> features) {
        return new FileSweep(files, clock.getIfAvailable(Clock::systemUTC), features.stream().toList());
    }

    @Bean
    FileRemoval fileRemoval(FileStore files) {
        return new FileRemoval(files);
    }
}
