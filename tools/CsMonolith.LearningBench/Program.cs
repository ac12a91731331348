using System.CommandLine;
using CsMonolith.LearningBench;

var rows = new Option<int>("--rows") { Description = "Training rows", DefaultValueFactory = _ => 1_000_000 };
var threads = new Option<int>("--threads") { Description = "Threads of every learner", DefaultValueFactory = _ => 2 };
var json = new Option<bool>("--json") { Description = "Figures as one JSON object" };
var peers = new Option<string?>("--peers") { Description = "The script that runs the peers; without it ours alone is measured" };
var with = new Option<string>("--with") { Description = "Which peers, with commas between", DefaultValueFactory = _ => "xgboost,sklearn" };
var train = new Option<bool>("--train") { Description = "Instead: the whole of churn train on that many accounts of 40 columns" };
var root = new RootCommand("Trees beside XGBoost and scikit-learn, in one run on one table") { rows, threads, json, peers, with, train };
root.SetAction(async (parsed, cancellation) =>
{
    if (parsed.GetValue(train))
    {
        Console.Out.WriteLine(WholeTraining.Run(parsed.GetValue(rows), parsed.GetValue(threads), cancellation));
        return 0;
    }

    var figures = await TreeBench.Run(parsed.GetValue(rows), parsed.GetValue(threads), parsed.GetValue(peers), parsed.GetValue(with)!, cancellation);
    Console.Out.WriteLine(parsed.GetValue(json) ? Figures.Json(figures) : Figures.Markdown(figures));
    return 0;
});
return await root.Parse(args).InvokeAsync();
