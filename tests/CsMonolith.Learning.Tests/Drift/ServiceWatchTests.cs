using CsMonolith.Learning.Auto;
using CsMonolith.Learning.Drift;

namespace CsMonolith.Learning.Tests.Drift;

public sealed class ServiceWatchTests
{
    private static readonly WatchSettings Settings = new(HorizonDays: 90);

    [Fact]
    public void A_year_without_drift_has_at_most_the_promised_false_alarms()
    {
        var (months, alarms) = (0, 0);
        for (var seed = 0; seed < 25; seed++)
        {
            var (quiet, service, _) = new Company(180, seed).Live(months: 12);
            var report = ServiceWatch.Watch(
                Company.Model,
                quiet,
                service,
                new bool?[service.Rows],
                Settings with
                {
                    Seed = (ulong)seed,
                }
            );
            months += report.Months.Count;
            alarms += report.Months.Count(month =>
                month.Drift.Columns.Any(column => column.Drifted) || month.Drift.Score!.Drifted
            );
        }

        // Months of one year are held against the same quiet time, so that alarms come in rows.
        months.ShouldBe(300);
        ((double)alarms / months).ShouldBeLessThanOrEqualTo(0.05);
    }

    [Fact]
    public void The_months_of_one_customer_are_not_taken_for_as_many_customers()
    {
        var alarms = Enumerable
            .Range(0, 200)
            .Count(seed =>
            {
                var (quiet, service, _) = new Company(220, seed) { AllNew = true }.Live(months: 1);
                var now = ServiceWatch
                    .Watch(Company.Model, quiet, service, new bool?[service.Rows], Settings with { Seed = (ulong)seed })
                    .Now.Drift;
                return now.Columns.Append(now.Score!).Any(column => column.Q <= 0.05);
            });

        // 5 % of 200 is 10; more than 18 comes once in a hundred.
        alarms.ShouldBeLessThanOrEqualTo(18);
    }

    [Fact]
    public void What_moved_is_named_with_the_month_from_which_it_moved()
    {
        var company = new Company(400, 3)
        {
            ShiftOfUse = month => month >= 3 ? 1 : 0,
            ShiftOfSeats = month => month is >= 1 and < 3 or >= 4 ? 5 : 0,
        };
        var (quiet, service, _) = company.Live(months: 6);

        var report = ServiceWatch.Watch(Company.Model, quiet, service, new bool?[service.Rows], Settings);

        report
            .Moved.OrderBy(column => column.Now.Column, StringComparer.Ordinal)
            .Select(column => (column.Now.Column, column.Since, column.InModel))
            .ShouldBe([("seats", Company.Start.AddMonths(4), false), ("use", Company.Start.AddMonths(3), true)]);
        report.ScoreSince.ShouldBe(Company.Start.AddMonths(3));
        report.Now.Month.ShouldBe(Company.Start.AddMonths(5));
        report.ReferenceRows.ShouldBeInRange(400, 520);
    }

    [Fact]
    public void While_nothing_moves_and_the_labels_bear_it_out_the_model_is_kept()
    {
        var (quiet, service, truth) = new Company(400, 4).Live(months: 5);

        var advice = ServiceWatch
            .Watch(Company.Model, quiet, service, KnownFor(service, truth, months: 3), Settings)
            .Advice;

        (advice.Decision, advice.Since).ShouldBe((RetrainDecision.KeepUnmoved, null));
        advice.SinceChange!.Rows.ShouldBe(1_200);
        advice.Outstanding.ShouldBe(800);
        advice.NextLabelsOn.ShouldBe(new DateOnly(2026, 4, 30).AddDays(90));
    }

    [Fact]
    public void Before_labels_from_after_a_change_are_there_the_advice_is_to_wait_until_a_day()
    {
        var (quiet, service, truth) = new Company(100, 5) { ShiftOfUse = month => month >= 3 ? 1 : 0 }.Live(months: 5);

        var advice = ServiceWatch
            .Watch(Company.Model, quiet, service, KnownFor(service, truth, months: 2), Settings)
            .Advice;

        (advice.Decision, advice.Since, advice.KnownOfRarer, advice.SinceChange).ShouldBe(
            (RetrainDecision.Wait, Company.Start.AddMonths(3), 0, null)
        );
        advice.NextLabelsOn.ShouldBe(new DateOnly(2026, 4, 30).AddDays(90));
        // A third of a hundred customers a month leave now, so that the third month brings the hundredth.
        advice.EnoughOn.ShouldBe(new DateOnly(2026, 6, 30).AddDays(90));
        advice.LogLossChange.ShouldBeGreaterThan(0.05);
    }

    [Fact]
    public void Drift_with_right_probabilities_is_no_reason_to_retrain()
    {
        var (quiet, service, truth) = new Company(400, 6) { ShiftOfUse = month => month >= 1 ? 1 : 0 }.Live(months: 5);

        var advice = ServiceWatch
            .Watch(Company.Model, quiet, service, KnownFor(service, truth, months: 4), Settings)
            .Advice;

        (advice.Decision, advice.Since).ShouldBe((RetrainDecision.KeepBorneOut, Company.Start.AddMonths(1)));
        advice.KnownOfRarer.ShouldBeGreaterThan(RetrainAdvice.EnoughLabels);
        advice.SinceChange!.Forecast.ShouldBe(advice.SinceChange.Outcomes, 3 * Math.Sqrt(advice.SinceChange.Outcomes));
    }

    [Fact]
    public void A_change_of_causes_shows_in_the_labels_and_the_advice_is_to_retrain()
    {
        var (quiet, service, truth) = new Company(400, 7) { Unseen = _ => 1.2 }.Live(months: 4);

        var report = ServiceWatch.Watch(Company.Model, quiet, service, KnownFor(service, truth, months: 2), Settings);

        report.Moved.ShouldBeEmpty();
        (report.Advice.Decision, report.Advice.Since).ShouldBe((RetrainDecision.Retrain, null));
        // The mean over the customers of what a shift of 1.2 in log-odds costs, by Kullback and Leibler.
        report.Advice.SinceChange!.Regainable.Value.ShouldBe(0.13, 0.05);
        report.Advice.SinceChange.Outcomes.ShouldBeGreaterThan((int)(1.5 * report.Advice.SinceChange.Forecast));
    }

    [Fact]
    public void A_change_that_comes_and_goes_is_dated_by_its_last_coming_or_not_at_all()
    {
        var (quiet, service, _) = new Company(400, 8) { ShiftOfUse = month => month == 1 ? 1.5 : 0 }.Live(months: 4);

        var report = ServiceWatch.Watch(Company.Model, quiet, service, new bool?[service.Rows], Settings);

        report.Months[1].Drift.Columns[0].Drifted.ShouldBeTrue();
        report.Moved.ShouldBeEmpty();
        report.ScoreSince.ShouldBeNull();
    }

    [Fact]
    public void The_reference_period_has_one_row_of_each_customer()
    {
        var (quiet, _, _) = new Company(50, 9).Live(months: 1);

        var drawn = ServiceWatch.OneOfEach(quiet, seed: 1);

        drawn.Groups.ToArray().ShouldBe(quiet.Groups.ToArray().Distinct(), ignoreOrder: true);
        drawn.Times.ToArray().Distinct().Count().ShouldBe(Company.QuietMonths);
    }

    [Fact]
    public void Rows_without_customers_or_outcomes_of_other_rows_are_refused()
    {
        var (quiet, service, _) = new Company(50, 9).Live(months: 1);

        Should.Throw<ArgumentException>(() =>
            ServiceWatch.Watch(Company.Model, Made.Noise(20, 2, seed: 1), service, new bool?[service.Rows], Settings)
        );
        Should.Throw<ArgumentException>(() =>
            ServiceWatch.Watch(Company.Model, quiet, service, new bool?[3], Settings)
        );
    }

    [Fact]
    public void What_a_training_costs_grows_with_the_table_until_the_budgets_bind()
    {
        TrainingCost Of(int rows) => TrainingCost.Of(rows, 20);

        Of(2_000).Work.ShouldBe(2 * Of(1_000).Work, 1);
        (Of(1_000_000).Work / Of(500_000).Work).ShouldBeInRange(1.3, 2);
        Of(1_000).Times(2).CoreSeconds.ShouldBe(2 * Of(1_000).CoreSeconds, 1e-9);
        Should.Throw<ArgumentOutOfRangeException>(() => Of(0));
    }

    // The labels of the first months; those of later ones are outstanding.
    private static bool?[] KnownFor(Learning.Tables.Table service, bool[] truth, int months) =>
        [.. truth.Select((left, row) => service.Times[row] < Company.Start.AddMonths(months) ? left : (bool?)null)];
}
