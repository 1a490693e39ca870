package io.jenkins.lib.containergate.hardening;

import io.jenkins.lib.containergate.rule.Rule;

/** A question to an image. */
public interface HardeningRule extends Rule<ImageFacts> {}
