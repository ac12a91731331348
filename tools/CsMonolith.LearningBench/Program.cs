using System.CommandLine;
using CsMonolith.LearningBench;

var only = new Option<string>("--only")
{
    Description = "What to measure",
    DefaultValueFactory = _ => "trees",
}.AcceptOnlyFromAmong("trees", "train", "additive", "growth", "memory", "folds", "signal");
var rows = new Option<int?>("--rows")
{
    Description = "Rows: 1,000,000 for trees, additive and growth (its most), 100,000 for train, 4,000,000 for memory",
};
var threads = new Option<int>("--threads") { Description = "Threads of every learner", DefaultValueFactory = _ => 2 };
var alone = new Option<bool>("--no-reference") { Description = "With train and folds: without ML.NET's reference" };
var json = new Option<bool>("--json") { Description = "With trees: figures as JSON" };
var repeats = new Option<int>("--repeats")
{
    Description = "With signal: tables of each size and strength",
    DefaultValueFactory = _ => 100,
};
var areas = new Option<int[]>("--areas")
{
    Description = "With signal: areas under the curve of the true score, in per cent; 50 to 70 if none is given",
    AllowMultipleArgumentsPerToken = true,
};
var peers = new Option<string?>("--peers")
{
    Description = "Folder of the scripts that run the peers; without it ours alone is measured",
};
var with = new Option<string>("--with")
{
    Description = "With trees: which peers, with commas between",
    DefaultValueFactory = _ => "xgboost,sklearn",
};
var data = new Option<string>("--data")
{
    Description = "With folds: folder of NAME.csv and folds/NAME.csv",
    DefaultValueFactory = _ => "../shared/data",
};
var tables = new Option<string>("--tables")
{
    Description = "With folds: names of the tables, with commas between",
    DefaultValueFactory = _ => "telco_ibm,bank,telco_mlc,bankchurners,attrition_ibm,iranian_dedup",
};
var learner = new Option<string>("--learner")
{
    Description = "With folds and signal: what churn train does, or one of its learners alone",
    DefaultValueFactory = _ => FoldsBench.Learners[0],
}.AcceptOnlyFromAmong(FoldsBench.Learners);
var root = new RootCommand("The learners measured, alone and beside XGBoost and scikit-learn")
{
    only,
    rows,
    threads,
    alone,
    repeats,
    areas,
    json,
    peers,
    with,
    data,
    tables,
    learner,
};
root.SetAction(
    async (parsed, cancellation) =>
    {
        var (count, busy, scripts) = (parsed.GetValue(rows), parsed.GetValue(threads), parsed.GetValue(peers));
        Console.Out.WriteLine(
            parsed.GetValue(only) switch
            {
                "train" => WholeTraining.Run(count ?? 100_000, busy, parsed.GetValue(alone), cancellation),
                "additive" => AdditiveBench.Run(count ?? 1_000_000, busy, cancellation),
                "growth" => Growth.Run(count ?? 1_000_000, busy, cancellation),
                "signal" => SignalBench.Run(
                    count is { } one ? [one] : [500, 2_000, 5_000],
                    parsed.GetValue(areas) ?? [],
                    parsed.GetValue(repeats),
                    parsed.GetValue(learner)!,
                    busy,
                    cancellation
                ),
                "memory" => Growth.Memory(count ?? 4_000_000, busy, cancellation),
                "folds" => await FoldsBench.Run(
                    parsed.GetValue(data)!,
                    parsed.GetValue(tables)!.Split(','),
                    parsed.GetValue(learner)!,
                    parsed.GetValue(alone),
                    busy,
                    scripts is null ? null : Path.Combine(scripts, "folds.py"),
                    cancellation
                ),
                _ => await Trees(
                    count ?? 1_000_000,
                    busy,
                    scripts is null ? null : Path.Combine(scripts, "peers.py"),
                    parsed,
                    cancellation
                ),
            }
        );
        return 0;
    }
);
return await root.Parse(args).InvokeAsync();

async Task<string> Trees(int count, int busy, string? script, ParseResult parsed, CancellationToken cancellation)
{
    var figures = await TreeBench.Run(count, busy, script, parsed.GetValue(with)!, cancellation);
    return parsed.GetValue(json) ? Figures.Json(figures) : Figures.Markdown(figures);
}
