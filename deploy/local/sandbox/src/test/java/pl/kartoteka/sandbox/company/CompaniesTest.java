package pl.kartoteka.sandbox.company;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CompaniesTest {

    private final Companies companies = Companies.load();

    @Test
    void haveValidNumbers() {
        assertThat(companies.companies()).hasSizeGreaterThanOrEqualTo(25).allSatisfy(company -> {
            assertThat(company.nip().isEmpty() || Checksums.isNip(company.nip())).as(company.nip()).isTrue();
            assertThat(Checksums.isRegon(company.regon())).as(company.regon()).isTrue();
            assertThat(company.localUnits()).allMatch(unit -> Checksums.isRegon(unit.regon())
                    && unit.regon().startsWith(company.regon()));
            assertThat(company.vatEntry().map(Company.VatEntry::accounts).stream().flatMap(List::stream))
                    .allMatch(Checksums::isAccount);
            assertThat(company.address().postalCode()).matches("\\d{2}-\\d{3}");
        });
    }

    @Test
    void shareNoNumber() {
        assertThat(companies.companies()).extracting(Company::nip).doesNotHaveDuplicates();
        assertThat(companies.companies()).extracting(Company::regon).doesNotHaveDuplicates();
        assertThat(companies.companies().stream().flatMap(company -> Stream.ofNullable(company.krs())))
                .doesNotHaveDuplicates();
        assertThat(companies.companies().stream().flatMap(company -> company.vatEntry().stream())
                .flatMap(entry -> entry.accounts().stream())).doesNotHaveDuplicates();
    }

    @Test
    void haveAnOwnerAndASiloWhenTheyArePersons() {
        assertThat(companies.companies()).filteredOn(Company::isNaturalPerson).isNotEmpty()
                .allSatisfy(company -> {
                    assertThat(company.owner()).isNotNull();
                    assertThat(company.silos()).isNotEmpty();
                });
    }

    @Test
    void coverEveryKind() {
        assertThat(companies.companies()).extracting(Company::kind).contains(Kind.values());
        assertThat(companies.foreign()).hasSizeGreaterThanOrEqualTo(5);
    }

    @Test
    void refuseWrongChecksums() {
        assertThat(Checksums.isNip("7740001455")).isFalse();
        assertThat(Checksums.isRegon("610188202")).isFalse();
        assertThat(Checksums.isRegon("12345678512348")).isFalse();
        assertThat(Checksums.isAccount("61109010140000071219812875")).isFalse();
    }
}
