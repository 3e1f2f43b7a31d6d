package pl.kartoteka.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * An executable jar as Spring Boot packs it, laid out as plain jars: only those can be read from the start cache. Boot's own
 * tool for this needs Spring inside the jar, which the sandbox has not.
 */
final class ExecutableJar {
    private static final String CLASSES = "BOOT-INF/classes/";
    private static final String LIBRARIES = "BOOT-INF/lib/";

    private ExecutableJar() {}

    /** Writes the module's own classes as {@code program} and its libraries into {@code lib} beside it. */
    static void unpack(Path jar, Path program) throws IOException {
        var libraries = Files.createDirectories(program.resolveSibling("lib"));
        try (var packed = new JarFile(jar.toFile())) {
            var order = new ArrayList<String>();
            for (var entry : packed.stream().filter(each -> isLibrary(each.getName())).toList()) {
                var name = entry.getName().substring(LIBRARIES.length());
                Files.copy(packed.getInputStream(entry), libraries.resolve(name));
                order.add("lib/" + name);
            }
            var start = packed.getManifest().getMainAttributes().getValue("Start-Class");
            if (start == null) {
                throw new SuiteFailed(jar + " is not an executable jar (its module is not repackaged)");
            }
            var manifest = new Manifest();
            manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
            manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, start);
            manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, String.join(" ", order));
            try (var out = new JarOutputStream(Files.newOutputStream(program), manifest)) {
                for (var entry : packed.stream().filter(each -> isClassOrResource(each.getName())).toList()) {
                    try (var content = packed.getInputStream(entry)) {
                        copy(content, entry.getName().substring(CLASSES.length()), out);
                    }
                }
            }
        }
    }

    private static void copy(InputStream content, String name, JarOutputStream out) throws IOException {
        out.putNextEntry(new JarEntry(name));
        content.transferTo(out);
        out.closeEntry();
    }

    private static boolean isLibrary(String name) {
        return name.startsWith(LIBRARIES) && name.endsWith(".jar") && name.indexOf('/', LIBRARIES.length()) < 0;
    }

    private static boolean isClassOrResource(String name) {
        return name.startsWith(CLASSES) && name.length() > CLASSES.length();
    }
}
