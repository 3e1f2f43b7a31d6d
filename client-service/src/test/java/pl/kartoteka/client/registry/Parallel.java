package pl.kartoteka.client.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import pl.kartoteka.client.Api.Answer;

/** Callers that call at the same time. */
public final class Parallel {
    private Parallel() {}

    /** The answers are in the order of the callers' numbers. */
    public static List<Answer> calls(int times, Numbered call) throws Exception {
        try (var threads = Executors.newFixedThreadPool(Math.min(times, 32))) {
            List<Callable<Answer>> calls = IntStream.range(0, times)
                    .<Callable<Answer>>mapToObj(i -> () -> call.answer(i)).toList();
            var answers = new ArrayList<Answer>();
            for (Future<Answer> future : threads.invokeAll(calls)) {
                answers.add(future.get());
            }
            return answers;
        }
    }

    public interface Numbered {
        Answer answer(int number);
    }
}
