namespace CsMonolith.Demo.Company;

/// <summary>
/// Lives the fictional company's months, one customer after another. The same seed makes the same files on every
/// machine.
/// </summary>
internal sealed class Simulator(int seed, int accounts, int months, DateOnly through)
{
    private const int CsmCount = 12;
    private const int TeamCount = 3;

    // Whoever has just entered a phase gives it two months before leaving.
    private const int Patience = 2;
    private static readonly string[] Channels = ["紹介", "展示会", "Web", "代理店", "セミナー"];
    private static readonly string[] Purposes = ["生産性", "透明性", "意思決定の速さ", "周知", "ニーズの把握"];
    private static readonly string[] Reasons = ["価格", "使いこなせない", "他社へ移行", "体制変更", "効果が見えない"];

    private readonly DateOnly _from = new DateOnly(through.Year, through.Month, 1).AddMonths(1 - months);

    public CompanyFiles Run()
    {
        var people = Enumerable
            .Range(0, CsmCount)
            .Select(nth => new Csm(
                Names.Person(nth),
                $"csm{nth + 1:00}@cs.example",
                nth % TeamCount,
                Leads: nth < TeamCount
            ))
            .ToList();
        var stories = Enumerable
            .Range(0, accounts)
            .Select(nth => Live(Open(nth), people, Chance.Of(seed, nth)))
            .ToList();
        IReadOnlyList<Customer> customers = [.. stories.Select(story => story.Customer)];
        var (deals, hearings, promises) = new Deals(seed, people, through).Sell(customers);
        return new CompanyFiles(
            people,
            customers,
            All(stories, story => story.Phases),
            All(stories, story => story.Owners),
            All(stories, story => story.Contacts),
            All(stories, story => story.Subscriptions),
            All(stories, story => story.Churns),
            All(stories, story => story.Tickets),
            All(stories, story => story.Surveys),
            All(stories, story => story.Cards),
            All(stories, story => story.Usage),
            All(stories, story => story.Licences),
            All(stories, story => story.Prepared),
            deals,
            hearings,
            promises,
            new Work(seed, people, through).Of(customers),
            _from,
            through
        );
    }

    private static List<T> All<T>(List<Story> stories, Func<Story, List<T>> rows) => [.. stories.SelectMany(rows)];

    private Customer Open(int nth)
    {
        var chance = Chance.Of(seed, accounts + nth);
        var industry = Names.Industries[nth % Names.Industries.Count];
        var tier = chance.Share(0, 1) switch
        {
            < 0.2 => 1,
            < 0.55 => 2,
            _ => 3,
        };
        // The seats are such that the platform's usual rules put the customer into the same tier.
        var seats = tier switch
        {
            1 => chance.Between(500, 1500),
            2 => chance.Between(100, 499),
            _ => chance.Between(20, 99),
        };
        // Many were there when the records begin, in every phase; nobody starts so late that nothing could be learnt
        // of them.
        var month = chance.Happens(0.4) ? -chance.Between(0, 26) : chance.Between(0, Math.Max(0, months - 7));
        return new Customer(
            $"A-{nth + 1:0000}",
            Names.Company(nth / Names.Industries.Count, industry),
            industry,
            chance.OneOf(Names.Regions),
            chance.OneOf(Channels),
            tier,
            seats,
            chance.OneOf(Purposes),
            _from.AddMonths(month).AddDays(chance.Between(0, 9)),
            nth % CsmCount,
            new Habits(
                chance.Happens(0.6),
                chance.Happens(0.5),
                chance.Happens(0.5),
                chance.Happens(0.5),
                chance.Happens(0.5),
                chance.Happens(0.5)
            )
        );
    }

    private Story Live(Customer customer, List<Csm> people, Chance chance)
    {
        var story = new Story(customer, chance);
        story.Start(people[customer.Owner].Email);
        var opens = new Dictionary<string, int>(StringComparer.Ordinal)
        {
            [Truth.Operation] = 4,
            [Truth.Use] = 11 + chance.Between(0, 1),
            [Truth.Settled] = 19 + chance.Between(0, 2),
        };
        var (phase, since) = (Truth.Introduction, -Patience);
        var first = new DateOnly(customer.StartedOn.Year, customer.StartedOn.Month, 1);
        for (var age = 0; first.AddMonths(age) <= through; age++)
        {
            var month = first.AddMonths(age);
            foreach (var (next, _) in opens.Where(pair => pair.Value == age))
            {
                (phase, since) = (next, age);
                story.Enter(phase, month.AddDays(chance.Between(0, 5)));
            }

            // What happened before the records begin is not on file, and who left then is no customer of ours.
            if (month < _from)
            {
                continue;
            }

            var leaves = chance.Happens(Hazard(customer, phase) * Truth.Season(month.Month));
            if (leaves && age > 0 && age - since >= Patience)
            {
                story.Leave(month.AddDays(chance.Between(6, 25)), chance.OneOf(Reasons));
                return story;
            }

            story.Month(month, age, phase, people[customer.Owner].Email);
        }

        return story;
    }

    /// <summary>
    /// The chance to leave in a month. This is the whole truth: nothing else in the files changes it.
    /// </summary>
    private static double Hazard(Customer customer, string phase)
    {
        var hazard = Truth.BaseHazard(phase) * Truth.TierHazard(customer.Tier, phase);
        foreach (var factor in Truth.Factors.Where(factor => !Has(customer.Habits, factor.Id)))
        {
            hazard *= factor.Phase == phase ? factor.Hazard : Truth.Elsewhere(factor, phase);
        }

        return Math.Min(hazard, 0.3);
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
