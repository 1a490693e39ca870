package io.jenkins.lib.containergate.secret.scan;

import java.util.ArrayList;
import java.util.List;

/** Keeps what a scan finds, up to a number; that there was more is itself an unsearched place. */
public final class CollectedSecrets implements SecretSink {
    private final int max;
    private final List<FoundSecret> found = new ArrayList<>();
    private final List<Unsearched> unsearched = new ArrayList<>();
    private boolean full;

    public CollectedSecrets(int max) {
        this.max = max;
    }

    @Override
    public void found(FoundSecret secret) {
        if (room(secret.path())) {
            found.add(secret);
        }
    }

    @Override
    public void unsearched(Unsearched place) {
        if (room(place.path())) {
            unsearched.add(place);
        }
    }

    /** All that another one keeps. */
    public void add(CollectedSecrets other) {
        other.found.forEach(this::found);
        other.unsearched.forEach(this::unsearched);
    }

    private boolean room(String path) {
        if (found.size() + unsearched.size() < max) {
            return true;
        }
        if (!full) {
            full = true;
            unsearched.add(Unsearched.ofRest(
                    path,
                    "more than " + max + " secrets and unsearched places come before this file; the rest is not listed",
                    "repair what is listed and search again"));
        }
        return false;
    }

    public List<FoundSecret> found() {
        return List.copyOf(found);
    }

    public List<Unsearched> unsearched() {
        return List.copyOf(unsearched);
    }
}
