using System.Text.Json;
using CsMonolith.Learning.Calibration;
using CsMonolith.Learning.Models;
using CsMonolith.Learning.Numerics;
using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Training;

namespace CsMonolith.Learning.Tests.Drift;

/// <summary>
/// Customers that are seen month after month, and the model that knows the truth of the quiet time: log-odds = 0.8 ·
/// use − 1.5.
/// </summary>
/// <param name="Customers">At the beginning; one in twenty goes each month and another comes.</param>
/// <param name="Seed">Of everything.</param>
internal sealed record Company(int Customers, int Seed)
{
    public const int QuietMonths = 6;

    /// <summary>First month in service.</summary>
    public static readonly DateOnly Start = new(2026, 1, 1);

    public static readonly ProbabilityModel Model = new(
        new Schema([new("use", ColumnKind.Numeric, [])]),
        Signal.Found,
        [new Part(1, new Truth())],
        Platt.Identity,
        baseRate: 0.2
    );

    /// <summary>What happens to a customer's use in a month of service, 0 being the first.</summary>
    public Func<int, double> ShiftOfUse { get; init; } = _ => 0;

    /// <summary>What happens to a column that the model does not look at.</summary>
    public Func<int, double> ShiftOfSeats { get; init; } = _ => 0;

    /// <summary>What is added to the log-odds of leaving without any column showing it.</summary>
    public Func<int, double> Unseen { get; init; } = _ => 0;

    /// <summary>Whether none of the quiet time's customers is left in service.</summary>
    public bool AllNew { get; init; }

    public (Table Quiet, Table Service, bool[] Truth) Live(int months)
    {
        var random = new Random(Seed);
        var customers = Enumerable.Range(0, Customers).Select(Join).ToArray();
        var (quiet, service, truth, next) = (Columns(), Columns(), new List<bool>(), Customers);
        for (var month = -QuietMonths; month < months; month++)
        {
            for (var i = 0; i < customers.Length; i++)
            {
                customers[i] = random.Next(20) == 0 || AllNew && month == 0 ? Join(next++) : customers[i];
                var use = customers[i].Use + 0.6 * Normal() + (month >= 0 ? ShiftOfUse(month) : 0);
                var left = random.NextDouble() < Logistic.Sigmoid(0.8 * use - 1.5 + (month >= 0 ? Unseen(month) : 0));
                (month < 0 ? quiet : service).Add(
                    [use, customers[i].Seats + (month >= 0 ? ShiftOfSeats(month) : 0), customers[i].Plan],
                    left,
                    customers[i].Name,
                    Start.AddMonths(month)
                );
                if (month >= 0)
                {
                    truth.Add(left);
                }
            }
        }

        return (quiet.Build(), service.Build(), [.. truth]);

        (string Name, double Use, double Seats, string Plan) Join(int number) =>
            ($"c{number}", Normal(), 10 * random.NextDouble(), random.Next(3) == 0 ? "pro" : "basic");

        double Normal() =>
            Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
    }

    private static TableBuilder Columns() => new TableBuilder().Numeric("use").Numeric("seats").Category("plan");

    private sealed class Truth : IModel
    {
        public string Kind => "truth";

        public double Intercept => -1.5;

        public void Contribute(Table aligned, int row, double weight, Span<double> into) =>
            into[0] += weight * 0.8 * aligned.Columns[0].Numbers[row];

        public void Write(Utf8JsonWriter json) => throw new InvalidOperationException("It is never written.");
    }
}
