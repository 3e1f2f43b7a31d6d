package pl.kartoteka.client;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import pl.kartoteka.client.Api.Answer;

/** Calls made at the same time, as real callers make them. */
public final class Parallel {
    private static final int MOST_THREADS = 32;

    private Parallel() {}

    public static List<Answer> calls(int times, Numbered call) throws Exception {
        try (var threads = Executors.newFixedThreadPool(Math.min(times, MOST_THREADS))) {
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
