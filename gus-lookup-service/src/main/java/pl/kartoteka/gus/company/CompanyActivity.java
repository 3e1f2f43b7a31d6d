package pl.kartoteka.gus.company;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.gus.register.Pkd;

/** An activity by PKD, its code dotted ({@code 62.01.Z}) as people know it. */
record CompanyActivity(String code, @Nullable String name, @Nullable String version, boolean main) {
    static CompanyActivity of(Pkd pkd) {
        var code = pkd.code().matches("\\d{4}[A-Z]")
                ? pkd.code().substring(0, 2) + "." + pkd.code().substring(2, 4) + "." + pkd.code().substring(4)
                : pkd.code();
        var name = pkd.name();
        return new CompanyActivity(code, name == null ? null : Readable.sentence(name), pkd.version(), pkd.main());
    }
}
