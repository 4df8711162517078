package io.nuwa.emergency.data.injection;

import java.util.Optional;

/**
 * How an injection went.
 *
 * @param standing our rows afterwards, by table
 * @param fresh whether they were injected now; false when they were all there already
 * @param cleaned what was taken back before, if anything of ours was left over
 * @param database the {@link TestData#identity} of the database
 */
public record Injected(
    Standing standing, boolean fresh, Optional<Cleaned> cleaned, String database) {}
