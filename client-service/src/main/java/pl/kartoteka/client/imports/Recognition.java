package pl.kartoteka.client.imports;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import pl.kartoteka.client.imports.ImportKeys.Known;
import pl.kartoteka.client.imports.ImportRequest.Existing;
import pl.kartoteka.client.imports.NumberHolders.Holder;
import pl.kartoteka.client.imports.NumberHolders.Ours;
import pl.kartoteka.client.imports.RowIdentity.Number;
import pl.kartoteka.client.registry.MassChanges;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Finds out which clients rows stand for: by our id, by what earlier files called them, by NIP, by other numbers, in this order, each for all
 * rows at once. What cannot be told for sure is refused, never guessed. A row that says nothing new is settled.
 */
@Component
class Recognition {
    private final ImportKeys keys;
    private final NumberHolders holders;
    private final MassChanges register;

    Recognition(ImportKeys keys, NumberHolders holders, MassChanges register) {
        this.keys = keys;
        this.holders = holders;
        this.register = register;
    }

    /** @param before the line before which rows of the file were looked at, in a trial, and what they did is undone again */
    Mono<Void> of(UUID importId, ImportRequest request, ImportChunk chunk, @Nullable Long before) {
        List<RowCard> rows = chunk.open();
        Set<String> nips = rows.stream().map(row -> row.identity().nip()).filter(Objects::nonNull)
                .collect(Collectors.toSet());
        List<UUID> ids = rows.stream().flatMap(row -> ourId(row).stream()).toList();
        return Mono.zip(
                keys.known(request.source(), rows.stream().flatMap(Recognition::keys).toList()).collectMap(Known::key),
                register.holders(nips),
                holders.ours(ids).collectMap(Ours::id))
                .map(found -> recognised(chunk, request.existing(), new Register(found.getT1(), found.getT2(),
                        found.getT3())))
                .flatMap(strangers -> byNumbers(importId, request, chunk, strangers, before));
    }

    /** By what a row without a code may have been remembered before its numbers counted. */
    private static Stream<String> keys(RowCard row) {
        RowIdentity identity = row.identity();
        boolean byNumber = identity.id() == null && identity.code() == null && identity.nip() == null;
        return byNumber && !identity.numbers().isEmpty()
                ? Stream.of(identity.key(), identity.rowKey())
                : Stream.of(identity.key());
    }

    /** Gives back the rows that only their numbers can tell of. */
    private static List<RowCard> recognised(ImportChunk chunk, Existing existing, Register register) {
        var strangers = new ArrayList<RowCard>();
        for (RowCard row : chunk.open()) {
            RowIdentity identity = row.identity();
            Known before = register.before(identity);
            if (identity.id() != null) {
                Ours ours = register.ours(row);
                if (ours == null) {
                    chunk.refuseId(row, "import.id-unknown");
                } else if (ours.merged()) {
                    chunk.refuseId(row, "client.merged");
                } else {
                    recognise(chunk, existing, row, ours.id(), before);
                }
                continue;
            }
            UUID client = before != null ? before.clientId() : register.holder(identity.nip());
            // A branch goes by the NIP of its head office, and is not it.
            boolean headOffice = before == null && client != null && row.isBelow(client);
            if (headOffice && row.hasNothingOfItsOwn()) {
                chunk.refuseUnknowable(row);
            } else if (client == null || headOffice) {
                strangers.add(row);
            } else {
                recognise(chunk, existing, row, client, before);
            }
        }
        return strangers;
    }

    private Mono<Void> byNumbers(UUID importId, ImportRequest request, ImportChunk chunk, List<RowCard> rows,
            @Nullable Long before) {
        Set<Number> numbers = rows.stream().flatMap(row -> row.identity().numbers().stream())
                .collect(Collectors.toSet());
        return holders.of(request.source(), numbers).collectMultimap(Holder::key)
                .zipWhen(found -> adopted(importId, chunk, found, before))
                .doOnNext(known -> rows.forEach(
                        row -> byNumbers(request.existing(), chunk, row, known.getT1(), known.getT2())))
                .then();
    }

    /** Clients without a NIP that got one from a row before, which is theirs although the register does not say so yet. */
    private Mono<Set<UUID>> adopted(UUID importId, ImportChunk chunk, Map<String, Collection<Holder>> found,
            @Nullable Long before) {
        Set<UUID> withoutNip = found.values().stream().flatMap(Collection::stream)
                .filter(holder -> holder.nip() == null).map(Holder::clientId).collect(Collectors.toSet());
        return (before == null ? Flux.<UUID>empty() : keys.adopted(importId, withoutNip, before))
                .collect(Collectors.<UUID, Set<UUID>>toCollection(HashSet::new))
                .doOnNext(adopted -> chunk.open().stream()
                        .filter(row -> row.client() != null && row.identity().nip() != null)
                        .forEach(row -> adopted.add(Objects.requireNonNull(row.client()))));
    }

    private static void byNumbers(Existing existing, ImportChunk chunk, RowCard row,
            Map<String, Collection<Holder>> found, Set<UUID> adopted) {
        List<Holder> meant = row.identity().numbers().stream()
                .flatMap(number -> found.getOrDefault(number.key(), List.of()).stream())
                .filter(holder -> isMeant(row, holder, adopted))
                .toList();
        List<Holder> wholes = meant.stream().filter(holder -> !holder.byNumberOfTheWhole()).toList();
        List<Holder> left = wholes.isEmpty() ? meant : wholes;
        List<UUID> clients = left.stream().map(Holder::clientId).distinct().sorted().toList();
        if (clients.size() > 1) {
            chunk.refuseAmbiguous(row, left.getFirst().field(), clients);
        } else if (clients.size() == 1) {
            recognise(chunk, existing, row, clients.getFirst(), null);
            if (row.identity().nip() != null && existing == Existing.UPDATE) {
                adopted.add(clients.getFirst());
            }
        }
    }

    /** Who has another NIP, or another code of the same source, only has a number in common with the row. */
    private static boolean isMeant(RowCard row, Holder holder, Set<UUID> adopted) {
        String nip = row.identity().nip();
        return (nip == null || (holder.nip() == null ? !adopted.contains(holder.clientId()) : nip.equals(holder.nip())))
                && (row.identity().code() == null || !holder.coded())
                && !row.isBelow(holder.clientId());
    }

    private static void recognise(ImportChunk chunk, Existing existing, RowCard row, UUID client,
            @Nullable Known before) {
        row.standFor(client);
        boolean repeats = before != null && before.fingerprint().equals(row.identity().fingerprint());
        if (repeats || existing == Existing.SKIP) {
            chunk.unchanged(row);
        }
    }

    private static Optional<UUID> ourId(RowCard row) {
        try {
            return Optional.ofNullable(row.identity().id()).map(UUID::fromString);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private record Register(Map<String, Known> known, Map<String, UUID> holders, Map<UUID, Ours> ids) {
        @Nullable
        Known before(RowIdentity identity) {
            Known byKey = known.get(identity.key());
            return byKey != null ? byKey : known.get(identity.rowKey());
        }

        @Nullable
        Ours ours(RowCard row) {
            UUID id = ourId(row).orElse(null);
            return id == null ? null : ids.get(id);
        }

        @Nullable
        UUID holder(@Nullable String nip) {
            return nip == null ? null : holders.get(nip);
        }
    }
}
