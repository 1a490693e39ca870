package io.jenkins.plugins.containergate.evaluate;

/** Of which clusters a job wants the posture. */
public interface PostureRequest extends DriftRequest, EvidenceRequest {}
