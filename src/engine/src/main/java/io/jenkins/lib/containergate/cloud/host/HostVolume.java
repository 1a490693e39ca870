package io.jenkins.lib.containergate.cloud.host;

/** A volume of EBS. */
public record HostVolume(String id, boolean encrypted) {}
