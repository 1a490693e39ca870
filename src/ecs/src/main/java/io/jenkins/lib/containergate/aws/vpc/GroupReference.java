package io.jenkins.lib.containergate.aws.vpc;

import java.util.Optional;

/**
 * A security group that a rule of another one names.
 *
 * @param id such as {@code sg-0123456789abcdef0}; no two groups of AWS share one
 * @param account that owns it; empty for the account of the group whose rule it is
 */
public record GroupReference(String id, Optional<String> account) {}
