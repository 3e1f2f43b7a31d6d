package pl.kartoteka.files;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A directory, or a bucket where one is named.
 *
 * @param directory shared by the instances of the service; with a bucket, where files come in
 */
@ConfigurationProperties("kartoteka.files")
record FileStoreProperties(@DefaultValue("") String directory, @Nullable Bucket s3) {

    boolean hasBucket() {
        return s3 != null && !s3.bucket().isBlank();
    }

    Path directoryGiven() {
        if (directory.isBlank()) {
            throw new IllegalArgumentException(
                    "KARTOTEKA_FILES: expected the directory that keeps the files of this service"
                            + " (or KARTOTEKA_FILES_S3_BUCKET and its settings)");
        }
        return Path.of(directory);
    }

    /** Where files come in on their way to a bucket. */
    Path spool() {
        return directory.isBlank()
                ? Path.of(System.getProperty("java.io.tmpdir"), "kartoteka-incoming")
                : Path.of(directory);
    }

    /**
     * @param endpoint e.g. {@code https://s3.eu-central-1.amazonaws.com}
     * @param pathStyle whether the bucket is part of the path, as most stores but Amazon's want it
     */
    record Bucket(
            @DefaultValue("") String endpoint,
            @DefaultValue("eu-central-1") String region,
            @DefaultValue("") String bucket,
            @DefaultValue("") String accessKey,
            @DefaultValue("") String secretKey,
            @DefaultValue("true") boolean pathStyle) {

        @Override
        public String toString() {
            return "bucket " + bucket;
        }
    }
}
