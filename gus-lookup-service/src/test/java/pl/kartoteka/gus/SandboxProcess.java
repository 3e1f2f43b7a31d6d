package pl.kartoteka.gus;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The sandbox of the local run, as its own process on free ports. */
public final class SandboxProcess {
    private static final Pattern READY = Pattern.compile("Sandbox ready: (http://\\S+), SMTP \\d+");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String address;

    private SandboxProcess(String address) {
        this.address = address;
    }

    static SandboxProcess start() {
        try {
            var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
            var builder = new ProcessBuilder(java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx128m", "-jar",
                    System.getProperty("sandbox.jar")).redirectErrorStream(true);
            builder.environment().put("SANDBOX_HTTP_PORT", "0");
            builder.environment().put("SANDBOX_SMTP_PORT", "0");
            var process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
            return new SandboxProcess(address(process));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String address() {
        return address;
    }

    public void mode(String register, String mode) {
        send(HttpRequest.newBuilder(URI.create(address + "/registers/" + register + "/mode"))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"mode\":\"" + mode + "\"}")));
    }

    public void change(String nip, String fields) {
        send(HttpRequest.newBuilder(URI.create(address + "/registers/companies/" + nip))
                .header("Content-Type", "application/json")
                .method("PATCH", HttpRequest.BodyPublishers.ofString(fields)));
    }

    public JsonNode companies() {
        return JsonMapper.shared().readTree(send(HttpRequest.newBuilder(URI.create(address + "/registers/companies"))));
    }

    public void endGusSessions() {
        send(HttpRequest.newBuilder(URI.create(address + "/registers/gus/sessions")).DELETE());
    }

    private static String address(Process process) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        var seen = new StringBuilder();
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            var ready = READY.matcher(line);
            if (ready.find()) {
                return ready.group(1);
            }
            seen.append(line).append('\n');
        }
        throw new IllegalStateException("the sandbox did not start: " + seen);
    }

    private static String send(HttpRequest.Builder request) {
        try {
            var response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new IllegalStateException("sandbox: HTTP " + response.statusCode() + " " + response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
