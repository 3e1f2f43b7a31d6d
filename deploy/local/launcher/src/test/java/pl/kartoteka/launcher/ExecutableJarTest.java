package pl.kartoteka.launcher;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ExecutableJarTest {
    @TempDir
    Path directory;

    @Test
    void laysOutAPackedModuleAsPlainJars() throws Exception {
        var packed = packed("pl.kartoteka.sample.SampleApplication");
        var program = directory.resolve("unpacked/sample.jar");

        ExecutableJar.unpack(packed, program);

        try (var jar = new JarFile(program.toFile())) {
            assertThat(jar.getEntry("application.yaml")).isNotNull();
            assertThat(jar.getManifest().getMainAttributes())
                    .containsEntry(Attributes.Name.MAIN_CLASS, "pl.kartoteka.sample.SampleApplication")
                    .containsEntry(Attributes.Name.CLASS_PATH, "lib/a.jar lib/b.jar");
        }
        assertThat(directory.resolve("unpacked/lib/a.jar")).hasContent("BOOT-INF/lib/a.jar");
    }

    @Test
    void refusesAJarThatIsNotExecutable() throws Exception {
        var packed = packed(null);

        assertThatThrownBy(() -> ExecutableJar.unpack(packed, directory.resolve("unpacked/sample.jar")))
                .hasMessageContaining("not an executable jar");
    }

    private Path packed(String start) throws Exception {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        if (start != null) {
            manifest.getMainAttributes().putValue("Start-Class", start);
        }
        var file = directory.resolve("sample-1.jar");
        try (var jar = new JarOutputStream(Files.newOutputStream(file), manifest)) {
            for (var name : new String[]{"BOOT-INF/classes/application.yaml", "BOOT-INF/lib/a.jar",
                "BOOT-INF/lib/b.jar"}) {
                jar.putNextEntry(new JarEntry(name));
                jar.write(name.getBytes(StandardCharsets.UTF_8));
                jar.closeEntry();
            }
        }
        return file;
    }
}
