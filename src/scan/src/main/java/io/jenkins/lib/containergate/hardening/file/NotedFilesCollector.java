package io.jenkins.lib.containergate.hardening.file;

import io.jenkins.lib.containergate.hardening.file.LayerFileFacts.NotedFile;
import io.jenkins.lib.containergate.hardening.file.LayerFileFacts.NotedFiles;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps the first files of a layer with one trait, and counts the rest. */
final class NotedFilesCollector {
    static final int MAX_FILES = 200;
    /** Characters of all paths kept; in a layer with long paths this is what stops first. */
    static final int MAX_CHARACTERS = 16 << 10;

    private final Map<String, NotedFile> files = new LinkedHashMap<>();
    private int characters;
    private long omitted;

    void add(NotedFile file) {
        if (files.containsKey(file.path())) {
            files.put(file.path(), file);
        } else if (files.size() < MAX_FILES && characters + file.path().length() <= MAX_CHARACTERS) {
            files.put(file.path(), file);
            characters += file.path().length();
        } else {
            omitted++;
        }
    }

    /** A later entry of the same layer replaced the file by one without the trait. */
    void remove(String path) {
        if (files.remove(path) != null) {
            characters -= path.length();
        }
    }

    NotedFiles finish() {
        return new NotedFiles(List.copyOf(files.values()), omitted);
    }
}
