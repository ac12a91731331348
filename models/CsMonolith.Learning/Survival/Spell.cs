namespace CsMonolith.Learning.Survival;

/// <summary>How long an account was watched, in whole periods (usually months) of its tenure.</summary>
/// <param name="Entry">
/// Periods already behind it when watching began, at least 0; above 0 its earlier life is unseen (left truncation).
/// </param>
/// <param name="Exit">Periods behind it when watching ended, above <paramref name="Entry"/>.</param>
/// <param name="Ended">
/// Whether it churned in its last watched period; else it was still there (right censoring).
/// </param>
public readonly record struct Spell(int Entry, int Exit, bool Ended);
