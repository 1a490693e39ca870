package io.jenkins.lib.containergate.hardening.file;

/**
 * One file with a {@link FileTrait} as a layer brings it.
 *
 * @param mode permission bits of the entry, including setuid, setgid and sticky
 * @param capabilities whether the file gives capabilities to whoever runs it
 */
public record NotedFile(String path, int mode, long userId, long groupId, boolean capabilities) {}
