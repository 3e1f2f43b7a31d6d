package pl.kartoteka.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The same of a directory and of a bucket. */
class FileStoreTest {
    private static final Accepted ANYTHING = new Accepted(DataSize.ofMegabytes(4), EnumSet.allOf(FileType.class));
    private static final int PIECE = 10_000;

    @TempDir
    private static Path directory;

    private static S3Proxy server;
    private static BucketStore bucket;

    @BeforeAll
    static void start() throws Exception {
        var blobs = new TransientNio2BlobStore();
        blobs.createContainer(CreateBucketRequest.builder().bucket("kartoteka").build());
        server = S3Proxy.builder()
                .endpoint(java.net.URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, "access", "secret")
                .blobStore(blobs)
                .build();
        server.start();
        var settings = new FileStoreProperties.Bucket("http://127.0.0.1:" + server.getPort(), "eu-central-1",
                "kartoteka", "access", "secret", true);
        bucket = new BucketStore(settings, "client-service", directory.resolve("on-the-way"));
    }

    @AfterAll
    static void stop() throws Exception {
        bucket.close();
        server.stop();
    }

    static Stream<FileStore> stores() throws IOException {
        return Stream.of(new DirectoryStore(Files.createTempDirectory(directory, "files")), bucket);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("stores")
    void givesBackWhatItKeptAndSaysWhatItIs(FileStore store) throws Exception {
        byte[] content = pdf(3_000_000);
        UUID id = UUID.randomUUID();

        KeptFile kept = store.keep(id, pieces(content), ANYTHING).block();

        String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        assertThat(kept).isEqualTo(new KeptFile(id, content.length, digest, FileType.PDF));
        assertThat(whole(store.read(id))).isEqualTo(content);
        assertThat(leftOnTheWay()).isEmpty();
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("stores")
    void keepsNothingOfWhatIsTooLarge(FileStore store) {
        UUID id = UUID.randomUUID();

        assertThatThrownBy(() -> store.keep(id, pieces(pdf(5_000_000)), ANYTHING).block())
                .isInstanceOf(FileTooLarge.class);

        assertThatThrownBy(() -> whole(store.read(id))).isNotNull();
        assertThat(leftOnTheWay()).isEmpty();
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("stores")
    void keepsNothingOfAnotherType(FileStore store) {
        UUID id = UUID.randomUUID();
        byte[] page = "<html><script>alert(1)</script></html>".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> store
                .keep(id, pieces(page), new Accepted(DataSize.ofMegabytes(1), FileType.PICTURES)).block())
                .isInstanceOf(FileTypeRefused.class);

        assertThatThrownBy(() -> whole(store.read(id))).isNotNull();
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("stores")
    void keepsNothingOfWhatBreaksOff(FileStore store) {
        UUID id = UUID.randomUUID();
        Flux<DataBuffer> broken = pieces(pdf(100_000)).concatWith(Mono.error(new IOException("connection reset")));

        assertThatThrownBy(() -> store.keep(id, broken, ANYTHING).block()).hasRootCauseInstanceOf(IOException.class);

        assertThatThrownBy(() -> whole(store.read(id))).isNotNull();
        assertThat(leftOnTheWay()).isEmpty();
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("stores")
    void removesOnceAndForAll(FileStore store) {
        UUID id = UUID.randomUUID();
        store.keep(id, pieces(pdf(1_000)), ANYTHING).block();

        store.remove(id).block();
        store.remove(id).block();

        assertThatThrownBy(() -> whole(store.read(id))).isNotNull();
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("stores")
    void sweepsAwayWhatNoRowNamesOnceItIsOld(FileStore store) {
        UUID named = UUID.randomUUID();
        UUID orphan = UUID.randomUUID();
        store.keep(named, pieces(pdf(1_000)), ANYTHING).block();
        store.keep(orphan, pieces(pdf(1_000)), ANYTHING).block();

        List<NamesFiles> features = List.of(_ -> Mono.just(Set.of()), _ -> Mono.just(Set.of(named)));
        assertThat(new FileSweep(store, Clock.systemUTC(), features).run().block()).isZero();

        Clock tomorrow = Clock.fixed(Instant.now().plus(Duration.ofDays(1)), ZoneOffset.UTC);
        assertThat(new FileSweep(store, tomorrow, List.of()).run().block()).isZero();
        assertThat(new FileSweep(store, tomorrow, features).run().block()).isPositive();
        assertThat(whole(store.read(named))).hasSize(1_000);
        assertThatThrownBy(() -> whole(store.read(orphan))).isNotNull();
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("stores")
    void laysAFileOutForAsLongAsItIsUsed(FileStore store) {
        byte[] content = pdf(300_000);
        UUID id = UUID.randomUUID();
        store.keep(id, pieces(content), ANYTHING).block();

        List<byte[]> twice = store.laidOut(id, path -> Flux.just(1, 2).map(_ -> bytes(path))).collectList().block();
        assertThatThrownBy(() -> store.laidOut(id, _ -> Flux.error(new IOException("broken off"))).blockLast())
                .hasRootCauseInstanceOf(IOException.class);

        assertThat(twice).containsExactly(content, content);
        assertThat(leftOnTheWay()).isEmpty();
        assertThat(whole(store.read(id))).isEqualTo(content);
    }

    @Test
    void removesAtItsStartWhatACrashLeftLongAgo() throws IOException {
        Path spool = Files.createDirectories(directory.resolve("crashed"));
        Path old = Files.createFile(spool.resolve("laid-out-1.part"));
        Path atWork = Files.createFile(spool.resolve("laid-out-2.part"));
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(2))));

        new Spool(spool);

        assertThat(old).doesNotExist();
        assertThat(atWork).exists();
        Files.delete(atWork);
    }

    private static byte[] bytes(Path path) {
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static byte[] pdf(int size) {
        byte[] content = new byte[size];
        byte[] head = "%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < size; i++) {
            content[i] = i < head.length ? head[i] : (byte) (i * 31);
        }
        return content;
    }

    private static Flux<DataBuffer> pieces(byte[] content) {
        List<DataBuffer> pieces = IntStream.iterate(0, from -> from < content.length, from -> from + PIECE)
                .<DataBuffer>mapToObj(from -> DefaultDataBufferFactory.sharedInstance.wrap(
                        java.util.Arrays.copyOfRange(content, from, Math.min(content.length, from + PIECE))))
                .toList();
        return Flux.fromIterable(pieces);
    }

    private static byte[] whole(Flux<DataBuffer> content) {
        return DataBufferUtils.join(content).map(buffer -> {
            byte[] bytes = new byte[buffer.readableByteCount()];
            buffer.read(bytes);
            return bytes;
        }).block();
    }

    private static List<Path> leftOnTheWay() {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".part")).toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
