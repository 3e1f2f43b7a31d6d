package pl.kartoteka.consent.seal;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pl.kartoteka.consent.ledger.Sha256;

import static org.assertj.core.api.Assertions.assertThat;

class MerkleTreeTest {
    @Test
    void hasTheHashOfNothingAsTheRootOfNothing() {
        assertThat(MerkleTree.root(List.of())).isEqualTo(Sha256.of(""));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8, 13})
    void changesItsRootWithEveryLeafAndTheirOrder(int size) {
        List<SealedChain> chains = chains(size);
        String root = MerkleTree.root(chains);

        assertThat(MerkleTree.root(chains(size))).isEqualTo(root);
        assertThat(MerkleTree.root(chains.subList(0, size - 1))).isNotEqualTo(root);
        if (size > 1) {
            assertThat(MerkleTree.root(chains.reversed())).isNotEqualTo(root);
        }
    }

    private static List<SealedChain> chains(int size) {
        return IntStream.range(0, size)
                .mapToObj(i -> new SealedChain(1, new UUID(0, i), i + 1, Sha256.of("entry " + i)))
                .toList();
    }
}
