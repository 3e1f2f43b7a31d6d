package pl.kartoteka.sandbox.register;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import pl.kartoteka.sandbox.http.Handler;
import pl.kartoteka.sandbox.http.Json;
import pl.kartoteka.sandbox.http.Problems;
import pl.kartoteka.sandbox.http.Reply;
import pl.kartoteka.sandbox.http.Request;
import tools.jackson.core.JacksonException;

/** The registers and the mode each is in. */
public final class Registers {

    private static final String MAINTENANCE = "<!DOCTYPE html><html lang=\"pl\"><body><h1>Przerwa techniczna</h1></body></html>";

    private final Map<Register, Mode> modes = new ConcurrentHashMap<>();
    private final Map<Register, Simulator> simulators = new EnumMap<>(Register.class);
    private final Duration slowness;

    public Registers(Duration slowness, List<Simulator> simulators) {
        this.slowness = slowness;
        simulators.forEach(simulator -> this.simulators.put(simulator.register(), simulator));
    }

    public Mode mode(Register register) {
        return modes.getOrDefault(register, Mode.OK);
    }

    /** Answers as the register does in the mode it is in when the request arrives. */
    public Handler handler(Register register) {
        var simulator = Objects.requireNonNull(simulators.get(register));
        return request -> switch (mode(register)) {
            case OK -> simulator.answer(request);
            case DOWN -> simulator.down(request);
            case LIMITED -> simulator.limited(request);
            case RUBBISH -> simulator.rubbish(request);
            case HTML -> Reply.html(200, MAINTENANCE);
            case HALF_CLOSED -> simulator.answer(request).torn();
            case EXPIRED_SESSION -> simulator.expired(request);
            case SLOW -> {
                Thread.sleep(slowness);
                yield simulator.answer(request);
            }
        };
    }

    public Reply list() {
        return Reply.json(200, Arrays.stream(Register.values()).map(this::state).toList());
    }

    public Reply changeMode(Request request) {
        var register = Register.named(request.variable("register"));
        if (register.isEmpty()) {
            return Problems.notFound(request);
        }
        var mode = requestedMode(request);
        if (mode.isEmpty()) {
            var expected = Arrays.toString(Mode.values());
            return Problems.invalid(request, "mode", "mode.unknown", "Nieznany tryb (oczekiwano jednego z " + expected
                    + ")", "Unknown mode (expected: one of " + expected + ")");
        }
        modes.put(register.get(), mode.get());
        Objects.requireNonNull(simulators.get(register.get())).restart();
        return Reply.json(200, state(register.get()));
    }

    private static Optional<Mode> requestedMode(Request request) {
        try {
            var requested = Json.tree(request.body()).path("mode").asString("");
            return Arrays.stream(Mode.values()).filter(mode -> mode.name().equals(requested)).findFirst();
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    private Map<String, String> state(Register register) {
        var state = new LinkedHashMap<String, String>();
        state.put("register", register.id());
        state.put("mode", mode(register).name());
        state.put("address", register.address());
        return state;
    }
}
