package pl.kartoteka.files;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import pl.kartoteka.problem.ProblemTexts;

import static org.assertj.core.api.Assertions.assertThat;

class FileStoreAutoConfigurationTest {
    private final ApplicationContextRunner service = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(FileStoreAutoConfiguration.class))
            .withPropertyValues("spring.application.name=client-service");

    @TempDir
    private Path directory;

    @Test
    void keepsFilesInTheDirectoryGiven() {
        service.withPropertyValues("kartoteka.files.directory=" + directory)
                .run(context -> assertThat(context).hasSingleBean(DirectoryStore.class));
    }

    @Test
    void keepsFilesInTheBucketGiven() {
        service.withPropertyValues("kartoteka.files.directory=" + directory, "kartoteka.files.s3.bucket=kartoteka",
                "kartoteka.files.s3.endpoint=http://localhost:9", "kartoteka.files.s3.access-key=a",
                "kartoteka.files.s3.secret-key=s")
                .run(context -> assertThat(context).hasSingleBean(BucketStore.class));
    }

    @Test
    void saysWhichSettingIsMissing() {
        service.run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining("KARTOTEKA_FILES"));
    }

    @Test
    void saysEveryProblemInBothLanguages() {
        assertThat(ProblemTexts.fromClasspath().untranslated()).isEmpty();
    }
}
