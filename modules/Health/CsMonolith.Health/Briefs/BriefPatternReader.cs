using CsMonolith.Health.Patterns;
using CsMonolith.Journey.Contracts;

namespace CsMonolith.Health.Briefs;

/// <summary>Finds the patterns that came by a verdict within a span of days, and those that lost theirs.</summary>
internal sealed class BriefPatternReader(HealthDb db, IMediator mediator)
{
    public async Task<BriefPatterns> Read(
        DateOnly since,
        DateOnly until,
        BriefMarks marks,
        CancellationToken cancellation
    )
    {
        var then = await Told(db.Clock.EndOf(since.AddDays(-1)), cancellation);
        var now = await Told(db.Clock.EndOf(until), cancellation);
        var phases = (await mediator.Send(new Phases(), cancellation)).ToDictionary(phase => phase.Code);
        var lines = new List<BriefPatternLine>();
        foreach (var (subject, pattern) in now.Told)
        {
            if (!then.Told.TryGetValue(subject, out var before))
            {
                lines.Add(Line(PatternNews.Gained, pattern, now.Runs, until));
            }
            else if (before.Verdict != pattern.Verdict)
            {
                lines.Add(Line(PatternNews.Turned, pattern, now.Runs, until));
            }
        }

        lines.AddRange(
            then.Told.Where(one => !now.Told.ContainsKey(one.Key))
                .Select(one => Line(PatternNews.Lapsed, one.Value, then.Runs, since.AddDays(-1)))
        );
        var (mined, compared) = (Newest(now.Runs), Newest(then.Runs));
        return new BriefPatterns(
            mined,
            compared,
            Words(mined, compared),
            [
                .. lines
                    .OrderBy(line => line.News)
                    .ThenBy(line => phases.GetValueOrDefault(line.Phase)?.Order ?? int.MaxValue)
                    .ThenBy(line => line.Words, StringComparer.Ordinal),
            ]
        );

        BriefPatternLine Line(
            PatternNews news,
            Pattern pattern,
            IReadOnlyDictionary<Guid, PatternRun> runs,
            DateOnly asOf
        ) => Show(news, pattern, new PatternWording(pattern, runs[pattern.RunId]), phases, asOf, marks);
    }

    private static BriefPatternLine Show(
        PatternNews news,
        Pattern pattern,
        PatternWording words,
        Dictionary<string, PhaseName> phases,
        DateOnly asOf,
        BriefMarks marks
    )
    {
        var phase = phases.GetValueOrDefault(pattern.Phase);
        var key = $"pattern.{(news == PatternNews.Lapsed ? "lapsed" : "told")}.{pattern.Id:N}";
        return new BriefPatternLine(
            key,
            news,
            pattern.Outcome,
            pattern.Phase,
            (ProblemAnswers.InJapanese ? phase?.Ja : phase?.En) ?? pattern.Phase,
            words.Condition,
            pattern.Verdict,
            words.Verdict,
            words.Counts(pattern.Evidence),
            $"/v1/patterns?asOf={asOf:yyyy-MM-dd}{Filter("outcome", pattern.Outcome)}{Filter("phase", pattern.Phase)}"
                + Filter("feature", pattern.Feature),
            marks.Of(key)
        );
    }

    private static string Filter(string field, string value) => $"&filter[{field}][eq]={Uri.EscapeDataString(value)}";

    private static DateTime? Newest(IReadOnlyDictionary<Guid, PatternRun> runs) =>
        runs.Values.Max(run => (DateTime?)run.At);

    // A threshold moves with the data, so a pattern is the same that is about the same outcome, phase and feature; of
    // several the one that is worth most stands for them.
    private async Task<(
        Dictionary<Guid, PatternRun> Runs,
        Dictionary<(PatternOrigin Origin, string Outcome, string Phase, string Feature), Pattern> Told
    )> Told(DateTime instant, CancellationToken cancellation)
    {
        var runs = await db.RunsBy(instant, cancellation);
        var told = await db.PatternsOf(runs).Where(row => row.IsTold).ToListAsync(cancellation);
        return (
            runs,
            told.GroupBy(row => (row.Origin, row.Outcome, row.Phase, row.Feature))
                .ToDictionary(of => of.Key, of => of.MaxBy(row => (row.Worth, row.Id))!)
        );
    }

    private static string Words(DateTime? mined, DateTime? compared) =>
        (mined, compared, ProblemAnswers.InJapanese) switch
        {
            (null, _, true) => "型の分析はまだ行われていません。",
            (null, _, false) => "No patterns have been mined yet.",
            (_, null, true) => "それより前の分析がないため、判定のあるものをすべて新しいものとして示します。",
            (_, null, false) => "There was no mining before, so every pattern with a verdict is new.",
            ({ } now, { } then, true) => now == then ? "前回の分析から変わっていません。" : "前の分析との比較です。",
            ({ } now, { } then, false) => now == then
                ? "Nothing has been mined since."
                : "Compared with the mining before.",
        };
}
