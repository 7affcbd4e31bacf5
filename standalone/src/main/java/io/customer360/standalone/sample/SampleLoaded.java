package io.customer360.standalone.sample;

/** The sample is recorded, at the first start; the views may not have it yet. */
public record SampleLoaded() {}
