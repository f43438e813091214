package dev.claimsverdict.terraform;

/**
 * A resource in a state or in the values of a plan.
 *
 * @param data whether it is a data source, which Terraform reads but doesn't manage
 * @param deposed whether it is an old object that Terraform didn't delete when it replaced the resource
 */
record StateResource(ResourceType type, String address, boolean data, boolean deposed, Attributes attributes) {}
