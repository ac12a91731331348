namespace CsMonolith.Demo.Company;

/// <summary>
/// What one customer leaves behind in the company's files, month by month. It shows the habits; it never decides the
/// fate.
/// </summary>
internal sealed class Story(Customer customer, Chance chance)
{
    private static readonly string[] Features = ["共有", "検索", "申請", "日報", "予実", "連絡網", "手順書", "帳票"];
    private static readonly string[] Departments = ["営業部", "総務部", "製造部", "情報システム部", "人事部", "経理部"];
    private static readonly string[] Troubles =
    [
        "設定の途中で止まった",
        "権限の付け方が分からない",
        "現場に広がらない",
        "他システムとの連携で迷っている",
    ];
    private static readonly string[] Successes =
    [
        "会議の時間が半分になった",
        "申請の差し戻しが減った",
        "拠点間の共有が当日になった",
    ];
    private int _made;

    public Customer Customer { get; private set; } = customer;

    public List<PhaseRow> Phases { get; } = [];

    public List<OwnerRow> Owners { get; } = [];

    public List<ContactRow> Contacts { get; } = [];

    public List<SubscriptionRow> Subscriptions { get; } = [];

    public List<ChurnRow> Churns { get; } = [];

    public List<TicketRow> Tickets { get; } = [];

    public List<SurveyRow> Surveys { get; } = [];

    public List<CardRow> Cards { get; } = [];

    public List<UsageRow> Usage { get; } = [];

    public List<LicenceRow> Licences { get; } = [];

    public List<PreparedRow> Prepared { get; } = [];

    private string Id => Customer.Id;

    public void Start(string owner)
    {
        Owners.Add(new OwnerRow(Id, owner, Customer.StartedOn));
        Enter(Truth.Introduction, Customer.StartedOn);
        var price = Customer.Tier switch
        {
            1 => 500,
            2 => 750,
            _ => 1000,
        };
        Subscriptions.Add(
            new SubscriptionRow(
                $"S-{Id[2..]}-1",
                Id,
                Customer.StartedOn,
                null,
                "標準",
                Customer.Seats,
                (long)Customer.Seats * price,
                chance.Happens(0.5),
                chance.Happens(0.6)
            )
        );
    }

    public void Enter(string phase, DateOnly on) => Phases.Add(new PhaseRow(Id, phase, on));

    public void Month(DateOnly month, int age, string phase, string owner)
    {
        var habits = Customer.Habits;
        var breadth = Breadth(habits, phase);
        var departments =
            phase == Truth.Introduction ? 1
            : habits.ManyDepartments ? chance.Between(3, 4)
            : chance.Between(1, 2);
        var contacts = Touch(month, age, phase, owner);
        Use(month, breadth, departments, phase);
        Count(month, age, phase);
        Ask(month);
        Answer(month, age);
        Write(month, phase);
        Grow(month, age, phase);
        Prepared.Add(
            new PreparedRow(
                Id,
                month.AddMonths(1).AddDays(-1),
                breadth,
                departments,
                contacts,
                CancelFormOpened: false,
                Churned: false
            )
        );
    }

    public void Leave(DateOnly on, string reason)
    {
        Customer = Customer with { ChurnedOn = on };
        Churns.Add(new ChurnRow($"C-{Id[2..]}", Id, on, reason));
        for (var i = 0; i < Subscriptions.Count; i++)
        {
            Subscriptions[i] = Subscriptions[i].EndsOn is null
                ? Subscriptions[i] with
                {
                    EndsOn = on.AddDays(-1),
                }
                : Subscriptions[i];
        }

        // The trap of hindsight: an interview dated before the end, written down after it, and a column nobody could
        // have known.
        if (on.AddDays(-40) > Customer.StartedOn)
        {
            Surveys.Add(
                new SurveyRow(
                    $"V-{Id[2..]}-exit",
                    Id,
                    on.AddDays(-chance.Between(15, 40)),
                    1,
                    on.AddDays(chance.Between(5, 12))
                )
            );
        }

        for (var i = 1; i <= Math.Min(3, Prepared.Count); i++)
        {
            Prepared[^i] = Prepared[^i] with { CancelFormOpened = true, Churned = true };
        }
    }

    private int Breadth(Habits habits, string phase) =>
        phase == Truth.Introduction ? chance.Between(2, 3)
        : habits.Broad ? chance.Between(7, 8)
        : chance.Between(3, 4);

    // In the introduction the habit decides; later the tier does, and that is the confounder.
    private int Touch(DateOnly month, int age, string phase, string owner)
    {
        var count =
            phase == Truth.Introduction
                ? Customer.Habits.EarlyContact
                    ? chance.Between(1, 2)
                    : 0
                : chance.Count(
                    Customer.Tier switch
                    {
                        1 => 1.3,
                        2 => 0.5,
                        _ => 0.15,
                    }
                );
        for (var i = 0; i < count; i++)
        {
            var day =
                age == 0
                    ? Customer.StartedOn.AddDays(chance.Between(1, 7) + (i * 5))
                    : month.AddDays(chance.Between(0, 26));
            Contacts.Add(
                new ContactRow(
                    $"N-{Id[2..]}-{++_made}",
                    Id,
                    day,
                    owner,
                    chance.Happens(0.7),
                    chance.OneOf(["訪問", "電話", "会議"])
                )
            );
        }

        return count;
    }

    private void Use(DateOnly month, int breadth, int departments, string phase)
    {
        var active = Math.Max(1, (int)(Customer.Seats * Share(phase) * 0.7));
        var errorRate = Customer.Habits.FewErrors ? 0.01 : 0.08;
        var rows = Math.Max(breadth, departments);
        for (var i = 0; i < rows; i++)
        {
            // As much use in all, whether of many features or of few: it is the breadth that tells.
            var uses = Math.Max(5, (chance.Between(160, 320) + active) / rows);
            var day = month.AddDays(chance.Between(8, 26));
            Usage.Add(
                new UsageRow(
                    $"U-{Id[2..]}-{++_made}",
                    Id,
                    day < Customer.StartedOn ? Customer.StartedOn : day,
                    Features[i % breadth],
                    Departments[i % departments],
                    uses,
                    uses * chance.Between(3, 6),
                    chance.Count(Math.Min(uses * errorRate, 9))
                )
            );
        }
    }

    private double Share(string phase) =>
        phase == Truth.Introduction ? 0.4
        : Customer.Habits.Distributed ? 0.9
        : 0.5;

    private void Count(DateOnly month, int age, string phase)
    {
        if (age % 3 == 0 || Phases[^1].On >= month || Licences.Count == 0)
        {
            var distributed = (int)(Customer.Seats * Math.Clamp(Share(phase) + chance.Share(-0.06, 0.06), 0.1, 1));
            var day = age == 0 ? Customer.StartedOn : month.AddDays(6);
            Licences.Add(new LicenceRow(Id, day, Customer.Seats, distributed));
        }
    }

    private void Ask(DateOnly month)
    {
        // Everybody asks more before the fiscal year ends: the seasonal trap. What is asked then is simple and seldom
        // escalated.
        var busy = month.Month is 12 or 1 or 2;
        var count = chance.Count(busy ? 1.4 : 0.7);
        for (var i = 0; i < count; i++)
        {
            var opened = month
                .AddDays(chance.Between(1, 22))
                .ToDateTime(new TimeOnly(chance.Between(0, 8), chance.Between(0, 59)));
            if (DateOnly.FromDateTime(opened) <= Customer.StartedOn)
            {
                continue;
            }

            var minutes = Customer.Habits.FastAnswers ? chance.Between(8, 50) : chance.Between(150, 540);
            Tickets.Add(
                new TicketRow(
                    $"T-{Id[2..]}-{++_made}",
                    Id,
                    opened,
                    opened.AddHours(chance.Between(12, 70)),
                    chance.OneOf(["low", "medium", "medium", "high", "urgent"]),
                    minutes,
                    chance.Happens(0.5) ? chance.Between(2, 5) : null,
                    chance.Happens(busy ? 0.015 : 0.03)
                )
            );
        }
    }

    private void Answer(DateOnly month, int age)
    {
        if (age > 0 && age % 6 == 0)
        {
            var day = month.AddDays(chance.Between(4, 20));
            Surveys.Add(new SurveyRow($"V-{Id[2..]}-{++_made}", Id, day, chance.Between(2, 5), day));
        }
    }

    private void Write(DateOnly month, string phase)
    {
        if (chance.Happens(phase == Truth.Introduction ? 0.08 : 0.03))
        {
            var success = chance.Happens(0.4);
            var day = month.AddDays(chance.Between(10, 24));
            Cards.Add(
                new CardRow(
                    $"F-{Id[2..]}-{++_made}",
                    Id,
                    day,
                    success,
                    chance.OneOf(success ? Successes : Troubles),
                    chance.OneOf(["開発", "サポート", "営業", "マーケティング"])
                )
            );
        }
    }

    private void Grow(DateOnly month, int age, string phase)
    {
        if (age < 4 || phase == Truth.Introduction)
        {
            return;
        }

        var main = Subscriptions.FindIndex(row => row.EndsOn is null && row.Plan == "標準");
        if (chance.Happens(0.014))
        {
            Subscriptions.Add(
                new SubscriptionRow(
                    $"S-{Id[2..]}-{++_made + 1}",
                    Id,
                    month,
                    null,
                    "オプション",
                    0,
                    Math.Max(5000, Subscriptions[main].Mrr / 5),
                    chance.Happens(0.5),
                    chance.Happens(0.6)
                )
            );
        }
        else if (chance.Happens(0.007))
        {
            var before = Subscriptions[main];
            Subscriptions[main] = before with { EndsOn = month.AddDays(-1) };
            Subscriptions.Add(
                before with
                {
                    Id = $"S-{Id[2..]}-{++_made + 1}",
                    StartsOn = month,
                    Seats = before.Seats * 4 / 5,
                    Mrr = before.Mrr * 4 / 5,
                }
            );
        }
    }
}
