package io.jenkins.plugins.casc;

public class Attribute<Owner, Type> {}
