package io.jenkins.lib.containergate.aws.ec2;

import java.time.Instant;
import java.util.Optional;

/**
 * An Amazon Machine Image.
 *
 * @param created empty when EC2 does not tell
 * @param deprecated when its owner deprecates it, or has deprecated it
 */
public record HostImage(String id, String name, Optional<Instant> created, Optional<Instant> deprecated) {}
