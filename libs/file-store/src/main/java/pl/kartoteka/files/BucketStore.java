package pl.kartoteka.files;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;

/** Files in a bucket of an S3-compatible store, under a prefix of the service's own. */
final class BucketStore implements FileStore, AutoCloseable {
    private final S3AsyncClient s3;
    private final String bucket;
    private final String prefix;
    private final Spool spool;

    BucketStore(FileStoreProperties.Bucket settings, String service, Path spool) {
        this.bucket = settings.bucket();
        this.prefix = service + "/";
        this.spool = new Spool(spool);
        this.s3 = S3AsyncClient.builder()
                .endpointOverride(URI.create(settings.endpoint()))
                .region(Region.of(settings.region()))
                .forcePathStyle(settings.pathStyle())
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(settings.accessKey(), settings.secretKey())))
                // Stores other than Amazon's do not all know the newer checksums.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .build();
    }

    @Override
    public Mono<KeptFile> keep(UUID id, Flux<DataBuffer> content, Accepted accepted) {
        return spool.take(content, accepted, spooled -> Mono
                .fromFuture(() -> s3.putObject(
                        put -> put.bucket(bucket).key(key(id)).contentType(spooled.type().mediaType()),
                        AsyncRequestBody.fromFile(spooled.path())))
                .thenReturn(new KeptFile(id, spooled.size(), spooled.sha256(), spooled.type())));
    }

    @Override
    public Flux<DataBuffer> read(UUID id) {
        return Mono.fromFuture(() -> s3.getObject(get -> get.bucket(bucket).key(key(id)),
                AsyncResponseTransformer.toPublisher()))
                .flatMapMany(Flux::from)
                .map(DefaultDataBufferFactory.sharedInstance::wrap);
    }

    @Override
    public <T> Flux<T> laidOut(UUID id, Function<Path, Flux<T>> use) {
        return spool.layOut(read(id), use);
    }

    @Override
    public Mono<Void> remove(UUID id) {
        return Mono.fromFuture(() -> s3.deleteObject(delete -> delete.bucket(bucket).key(key(id)))).then();
    }

    @Override
    public Flux<UUID> keptBefore(Instant time) {
        return Flux.from(s3.listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix)).contents())
                .filter(object -> object.lastModified().isBefore(time))
                .map(object -> UUID.fromString(object.key().substring(prefix.length())));
    }

    @Override
    public void close() {
        s3.close();
    }

    private String key(UUID id) {
        return prefix + id;
    }
}
