namespace CsMonolith.Learning.Runs;

/// <summary>
/// When, by which program and from which state of the sources a run was made. It is the one part of a run folder that
/// differs between two runs of the same data and seed.
/// </summary>
/// <param name="At">When the training began, UTC.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Program">Name and version.</param>
/// <param name="Commit">Of the folder that the training was started in; null where there is none.</param>
/// <param name="HasChanges">Whether files there differ from the commit; null where there is none.</param>
public sealed record RunOrigin(DateTime At, double Seconds, string Program, string? Commit, bool? HasChanges);
