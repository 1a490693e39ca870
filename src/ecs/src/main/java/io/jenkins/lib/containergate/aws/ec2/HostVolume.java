package io.jenkins.lib.containergate.aws.ec2;

/** A volume of EBS. */
public record HostVolume(String id, boolean encrypted) {}
