package pl.kartoteka.client;

import org.junit.jupiter.api.Test;
import pl.kartoteka.test.RefusalTexts;

class ProblemTextsTest {
    @Test
    void everyRefusalHasItsWordsInBothLanguagesAndItsRowInTheList() {
        RefusalTexts.verify();
    }
}
