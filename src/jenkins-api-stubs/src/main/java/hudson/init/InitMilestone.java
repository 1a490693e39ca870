package hudson.init;

public enum InitMilestone {
    JOB_LOADED
}
