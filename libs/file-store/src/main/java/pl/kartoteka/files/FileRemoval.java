package pl.kartoteka.files;

import java.util.UUID;

import org.springframework.transaction.reactive.TransactionSynchronization;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import reactor.core.publisher.Mono;

/** Removes files whose rows go, but only once they are gone for good. */
public final class FileRemoval {
    private final FileStore files;

    public FileRemoval(FileStore files) {
        this.files = files;
    }

    /** Needs a transaction. A failure to remove is left to the sweep: the change it belongs to has happened. */
    public Mono<Void> afterCommit(UUID id) {
        return TransactionSynchronizationManager.forCurrentTransaction()
                .doOnNext(transaction -> transaction.registerSynchronization(new TransactionSynchronization() {
                    @Override
                    public Mono<Void> afterCommit() {
                        return files.remove(id).onErrorComplete();
                    }
                }))
                .then();
    }
}
