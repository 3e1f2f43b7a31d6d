package pl.kartoteka.personal;

import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.transaction.reactive.TransactionalOperator;
import pl.kartoteka.events.PrivacyEvent.ErasureReceipt;
import pl.kartoteka.events.PrivacyEvent.ErasureRequested;
import pl.kartoteka.events.PrivacyEvent.ExportPart;
import pl.kartoteka.events.PrivacyEvent.ExportRequested;
import pl.kartoteka.reliable.Outbox;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Erases and hands out for the whole service: one transaction, and the answer in the outbox is part of it. */
class PersonalDataDesk {
    /** With label, seal and Base64 well below the largest event. */
    static final int PIECE = 512 * 1024;
    private static final int SLICE = 64 * 1024;

    private final String service;
    private final ObjectProvider<HoldsPersonalData> holders;
    private final Erasures erasures;
    private final Outbox outbox;
    private final Clock clock;
    private final TransactionalOperator transaction;

    PersonalDataDesk(
            String service,
            ObjectProvider<HoldsPersonalData> holders,
            Erasures erasures,
            Outbox outbox,
            Clock clock,
            TransactionalOperator transaction) {
        this.service = service;
        this.holders = holders;
        this.erasures = erasures;
        this.outbox = outbox;
        this.clock = clock;
        this.transaction = transaction;
    }

    Mono<Void> erase(ErasureRequested request) {
        return erasures.erase(request.clientId())
                .flatMap(erasure -> outbox.append(new ErasureReceipt(
                        request.clientId(),
                        request.requestId(),
                        request.round(),
                        service,
                        clock.instant(),
                        erasure.erased(),
                        erasure.kept())))
                .as(transaction::transactional);
    }

    Mono<Void> export(ExportRequested request) {
        return Mono.defer(() -> {
            var told = new AtomicInteger();
            return Flux.fromStream(holders.stream())
                    .concatMap(holder -> holder.export(request.clientId()))
                    .concatMap(PersonalDataDesk::pieces)
                    .concatMap(piece -> outbox.append(part(request, told.getAndIncrement(), piece)))
                    .then(Mono.defer(() -> outbox.append(new ExportPart(
                            request.clientId(), request.requestId(), request.round(), service, told.get(), true,
                            null))));
        })
                .as(transaction::transactional);
    }

    private ExportPart part(ExportRequested request, int number, SealedPiece piece) {
        byte[] sealed = piece.seal(
                request.sealingKey(), SealedPiece.context(request.requestId(), service, request.round(), number));
        return new ExportPart(
                request.clientId(),
                request.requestId(),
                request.round(),
                service,
                number,
                false,
                Base64.getEncoder().encodeToString(sealed));
    }

    static Flux<SealedPiece> pieces(PersonalFile file) {
        return Flux.defer(() -> {
            var size = new AtomicInteger();
            return file.content()
                    .concatMapIterable(bytes -> slices(bytes).toList())
                    .bufferUntil(slice -> size.addAndGet(slice.length) >= PIECE && size.getAndSet(0) > 0)
                    .map(PersonalDataDesk::join)
                    .defaultIfEmpty(new byte[0])
                    .map(content -> new SealedPiece(file.name(), file.title(), file.mediaType(), content));
        });
    }

    private static Stream<byte[]> slices(byte[] bytes) {
        return IntStream.iterate(0, from -> from < bytes.length, from -> from + SLICE)
                .mapToObj(from -> Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + SLICE)));
    }

    private static byte[] join(List<byte[]> slices) {
        var joined = new ByteArrayOutputStream();
        slices.forEach(joined::writeBytes);
        return joined.toByteArray();
    }
}
