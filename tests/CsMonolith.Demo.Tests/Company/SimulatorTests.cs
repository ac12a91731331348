using CsMonolith.Demo.Company;
using CsMonolith.Demo.Files;

namespace CsMonolith.Demo.Tests.Company;

public sealed class SimulatorTests
{
    private static readonly DateOnly Through = new(2026, 10, 31);
    private static readonly CompanyFiles Company = new Simulator(seed: 20, accounts: 400, months: 36, Through).Run();

    [Fact]
    public void The_same_seed_writes_the_same_files()
    {
        var again = new Simulator(seed: 20, accounts: 400, months: 36, Through).Run();

        CompanyTables
            .Of(again)
            .Select(table => table.Text)
            .ShouldBe(CompanyTables.Of(Company).Select(table => table.Text));
    }

    [Fact]
    public void Another_seed_writes_another_company() =>
        CompanyTables
            .Of(new Simulator(seed: 21, accounts: 400, months: 36, Through).Run())[0]
            .Text.ShouldNotBe(CompanyTables.Of(Company)[0].Text);

    [Fact]
    public void No_two_customers_share_a_name() => Company.Customers.Select(customer => customer.Name).ShouldBeUnique();

    [Fact]
    public void Ids_are_unique_within_each_table()
    {
        Company.Subscriptions.Select(row => row.Id).ShouldBeUnique();
        Company.Contacts.Select(row => row.Id).ShouldBeUnique();
        Company.Tickets.Select(row => row.Id).ShouldBeUnique();
        Company.Surveys.Select(row => row.Id).ShouldBeUnique();
        Company.Cards.Select(row => row.Id).ShouldBeUnique();
        Company.Usage.Select(row => row.Id).ShouldBeUnique();
    }

    [Fact]
    public void Nothing_happens_before_the_start_or_after_the_end()
    {
        var starts = Company.Customers.ToDictionary(customer => customer.Id, customer => customer.StartedOn);
        var ends = Company.Customers.ToDictionary(customer => customer.Id, customer => customer.ChurnedOn ?? Through);

        Company.Usage.ShouldAllBe(row => row.On >= starts[row.Account] && row.On <= ends[row.Account]);
        Company.Contacts.ShouldAllBe(row => row.On >= starts[row.Account] && row.On <= ends[row.Account]);
        Company.Phases.ShouldAllBe(row => row.On >= starts[row.Account] && row.On <= ends[row.Account]);
        Company.Subscriptions.ShouldAllBe(row =>
            row.StartsOn >= starts[row.Account] && (row.EndsOn == null || row.EndsOn >= row.StartsOn.AddDays(-1))
        );
    }

    [Fact]
    public void The_volume_stays_modest() => Company.Usage.Count.ShouldBeInRange(10_000, 60_000);

    [Fact]
    public void Enough_customers_leave_and_enough_stay() => Company.Churns.Count.ShouldBeInRange(120, 280);

    [Theory]
    [MemberData(nameof(Planted))]
    public void A_planted_habit_keeps_customers_in_its_phase(string id)
    {
        var (with, without) = Shares(id, tiers: [1, 2, 3]);

        with.ShouldBeLessThan(without * 0.6);
    }

    [Fact]
    public void In_the_settled_phase_contacts_look_helpful_because_large_customers_get_them()
    {
        var calls = Company
            .Contacts.GroupBy(row => row.Account)
            .ToDictionary(group => group.Key, group => group.Count());
        var perMonth = Company.Customers.ToLookup(
            customer => customer.Tier,
            customer => (double)calls.GetValueOrDefault(customer.Id)
        );

        perMonth[1].Average().ShouldBeGreaterThan(perMonth[3].Average() * 2);
    }

    [Fact]
    public void Exit_interviews_are_dated_before_the_churn_and_recorded_after_it()
    {
        var ends = Company.Churns.ToDictionary(row => row.Account, row => row.On);
        var exits = Company.Surveys.Where(row => row.Id.EndsWith("exit", StringComparison.Ordinal)).ToList();

        exits.Count.ShouldBeGreaterThan(50);
        exits.ShouldAllBe(row => row.On < ends[row.Account] && row.RecordedOn > ends[row.Account]);
    }

    [Fact]
    public void More_customers_leave_in_March_than_in_any_other_month() =>
        Company.Churns.CountBy(row => row.On.Month).MaxBy(pair => pair.Value).Key.ShouldBe(3);

    [Fact]
    public void The_prepared_table_betrays_the_future_in_one_column()
    {
        Company.Prepared.ShouldAllBe(row => row.CancelFormOpened == row.Churned);
        Company.Prepared.ShouldContain(row => row.Churned);
    }

    public static TheoryData<string> Planted() => [.. Truth.Factors.Select(factor => factor.Id)];

    // Of the customers who reached a phase, the share that left within it, with the habit and without.
    private static (double With, double Without) Shares(string factor, int[] tiers)
    {
        var phase = Truth.Factors.Single(one => one.Id == factor).Phase;
        var reached = Company.Phases.Where(row => row.Phase == phase).Select(row => row.Account).ToHashSet();
        var last = Company
            .Phases.GroupBy(row => row.Account)
            .ToDictionary(group => group.Key, group => group.Last().Phase);
        var here = Company
            .Customers.Where(customer => tiers.Contains(customer.Tier) && reached.Contains(customer.Id))
            .ToList();
        return (
            Left(here.Where(customer => Has(customer.Habits, factor))),
            Left(here.Where(customer => !Has(customer.Habits, factor)))
        );

        double Left(IEnumerable<Customer> some) =>
            some.Average(customer => customer.ChurnedOn is not null && last[customer.Id] == phase ? 1.0 : 0);
    }

    private static bool Has(Habits habits, string factor) =>
        factor switch
        {
            "early-contact" => habits.EarlyContact,
            "breadth" => habits.Broad,
            "fast-answers" => habits.FastAnswers,
            "departments" => habits.ManyDepartments,
            "distribution" => habits.Distributed,
            _ => habits.FewErrors,
        };
}
