package pl.kartoteka.gus.answer;

import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import pl.kartoteka.gus.RegistersRunning;
import pl.kartoteka.test.ServiceTest;

import static org.assertj.core.api.Assertions.assertThat;

@ServiceTest
class ArchiveRetentionIT implements RegistersRunning {
    @Autowired
    private ArchiveRetention retention;
    @Autowired
    private DatabaseClient database;

    @Test
    void keepsProofsLongerThanTheRest() {
        var old = kept(401, null);
        var oldProof = kept(401, "WAPIAAAATEST0001");
        var ancientProof = kept(2_201, "WAPIAAAATEST0002");
        var recent = kept(399, null);

        assertThat(retention.letGo().block()).isEqualTo(2);

        assertThat(is(old)).isFalse();
        assertThat(is(oldProof)).isTrue();
        assertThat(is(ancientProof)).isFalse();
        assertThat(is(recent)).isTrue();
    }

    private UUID kept(int days, String proof) {
        var id = UUID.randomUUID();
        var insert = database.sql("""
                insert into register_answer (id, register, environment, question, whole_company, outcome, checked_at,
                                             proof_id, raw, raw_sha256)
                values (:id, 'VIES', 'TEST', 'retention', false, 'FOUND', now() - make_interval(days => :days), :proof,
                        '\\x00', '0')
                """).bind("id", id).bind("days", days);
        (proof == null ? insert.bindNull("proof", String.class) : insert.bind("proof", proof)).then().block();
        return id;
    }

    private boolean is(UUID id) {
        return database.sql("select exists (select from register_answer where id = :id)").bind("id", id)
                .mapValue(Boolean.class).one().block();
    }
}
