package io.jenkins.lib.containergate.benchmarks;

import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;

/** The best measurement of each thing that is measured. */
final class Runs {
    private final Map<String, Measurement> best = new HashMap<>();

    void add(String what, Measurement.Work work) throws Exception {
        best.merge(what, Measurement.of(work), Measurement::best);
    }

    Measurement best(String what) {
        Measurement measured = best.get(what);
        if (measured == null) {
            throw new NoSuchElementException(what);
        }
        return measured;
    }
}
