using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace CsMonolith.Host.Tests.Worlds;

/// <summary>What happens to a customer of the small company, told to the host through its API.</summary>
internal sealed class CustomerLife(World world)
{
    /// <summary>An account with an owner, a phase, and whatever is sold or offered to it.</summary>
    /// <param name="bit">See <see cref="Holding"/>.</param>
    public async Task<Holding> Open(Customer customer, int bit)
    {
        var opened = await world.Do(
            "csOps",
            "POST",
            "/v1/accounts",
            new
            {
                externalId = $"C-{customer.Key}",
                name = $"株式会社 {customer.Key}",
                industry = bit % 2 == 0 ? "製造" : "小売",
                region = "東京都",
                seats = 10 << bit,
                seatsSince = "2026-06-01",
                startedOn = "2026-06-01",
                partnerId = customer.Partner is { } partner ? World.Partners[partner - 1] : (Guid?)null,
            }
        );
        var account = opened["id"]!.GetValue<Guid>();
        await world.Do(
            "csOps",
            "PUT",
            $"/v1/accounts/{account}/owner",
            new { ownerId = world.People[customer.Owner], from = "2026-06-01" }
        );
        await world.Do(
            "csOps",
            "POST",
            $"/v1/accounts/{account}/phases",
            new { phase = "introduction", on = "2026-06-01" }
        );
        var subscription = await world.Do(
            "csOps",
            "POST",
            "/v1/subscriptions",
            new
            {
                externalId = $"S-{customer.Key}",
                accountId = account,
                plan = $"プラン {customer.Key}",
                startsOn = "2026-06-01",
                billingInterval = "year",
                mrr = World.Yen(1000 << bit),
                seats = 10 << bit,
            }
        );
        await world.Do(
            "csOps",
            "POST",
            "/v1/licence-counts",
            new
            {
                accountId = account,
                on = "2026-06-02",
                purchased = 10 << bit,
                assigned = 5 << bit,
            }
        );
        // One term is over before anybody looks: its contract runs on. The next is still ahead.
        await Due(subscription, "2026-10-31");
        var renewal = await Due(subscription, "2027-03-31");
        await world.Do(
            "csOps",
            "POST",
            "/v1/purchases",
            new
            {
                externalId = $"P-{customer.Key}",
                accountId = account,
                product = "研修",
                on = "2026-06-10",
                amount = World.Yen(1 << bit),
            }
        );
        var (won, open) = (await Opportunity(account, "y", bit), await Opportunity(account, "x", bit));
        await world.Do(
            "csOps",
            "PUT",
            $"/v1/expansion-opportunities/{won["id"]}/stage",
            new
            {
                stage = "won",
                on = "2026-11-10",
                won = World.Yen(1000 << bit),
            },
            "\"1\""
        );
        var lead = await world.Do(
            "csOps",
            "POST",
            "/v1/csqls",
            new
            {
                accountId = account,
                summary = "x",
                criteria = JsonNode.Parse(Probe.Criteria),
            }
        );
        var proposal = await world.Do("csOps", "POST", $"/v1/accounts/{account}/proposals", new { minutesByHand = 60 });
        var handoff = await Handoff(customer, account);
        var promised = await world.Do("csOps", "GET", $"/v1/promises?filter[accountId][eq]={account}");
        return new Holding(bit, account)
        {
            Handoff = handoff["id"]!.GetValue<Guid>(),
            Project = handoff["projectId"]!.GetValue<Guid>(),
            Promise = promised["items"]![0]!["id"]!.GetValue<Guid>(),
            Subscription = subscription["id"]!.GetValue<Guid>(),
            Renewal = renewal["id"]!.GetValue<Guid>(),
            Opportunity = open["id"]!.GetValue<Guid>(),
            Lead = lead["id"]!.GetValue<Guid>(),
            Proposal = proposal["id"]!.GetValue<Guid>(),
        };
    }

    /// <summary>What sales handed over, taken over: its project is open.</summary>
    private async Task<JsonNode> Handoff(Customer customer, Guid account)
    {
        var received = await world.Do(
            "csOps",
            "POST",
            "/v1/handoffs",
            new
            {
                source = "sfa",
                dealId = $"D-{customer.Key}",
                title = $"{customer.Key} の商談",
                wonOn = "2026-05-20",
                accountId = account,
                answers = new[]
                {
                    new
                    {
                        question = "purpose",
                        answer = $"{customer.Key} の目的",
                        answeredOn = "2026-05-10",
                    },
                },
                promises = new[]
                {
                    new
                    {
                        what = $"{customer.Key} への約束",
                        madeOn = "2026-05-12",
                        availability = "planned",
                    },
                },
            }
        );
        return await world.Do("csOps", "POST", $"/v1/handoffs/{received["id"]}/acknowledgement", new { }, "\"1\"");
    }

    private Task<JsonNode> Due(JsonNode subscription, string on) =>
        world.Do(
            "csOps",
            "POST",
            "/v1/renewals",
            new { subscriptionId = subscription["id"]!.GetValue<Guid>(), dueOn = on }
        );

    private Task<JsonNode> Opportunity(Guid account, string product, int bit) =>
        world.Do(
            "csOps",
            "POST",
            "/v1/expansion-opportunities",
            new
            {
                accountId = account,
                kind = "upsell",
                product,
                signal = "x",
                goal = "x",
                expected = World.Yen(1000 << bit),
            }
        );

    /// <summary>
    /// Usage of everybody: as many rows as the customer's bit says, so that a count tells whose rows are in it.
    /// </summary>
    public async Task Use(IReadOnlyList<Customer> customers)
    {
        var file = new StringBuilder("usage_id,account_id,usage_date,feature_name,usage_count,user_id,department\n");
        foreach (var customer in customers)
        {
            for (var i = 0; i < 1 << world.Holdings[customer.Key].Bit; i++)
            {
                file.Append(
                    CultureInfo.InvariantCulture,
                    $"{customer.Key}-{i},C-{customer.Key},2026-06-0{(i % 2) + 1},{(i % 2 == 0 ? "検索" : "集計")},3,u{i}@{customer.Key}.example.jp,部署{i % 3}\n"
                );
            }
        }

        var uploaded = await world.Do(
            "csOps",
            "POST",
            $"/v1/imports?kind=usage&source=product&fileName={customers[0].Key}.csv",
            file.ToString()
        );
        await world.Job(await world.Do("csOps", "POST", $"/v1/imports/{uploaded["id"]}/commit", new { }));
    }

    /// <summary>
    /// A change of terms, what the customer says and what is done about it, and that it means to leave.
    /// </summary>
    public async Task<Holding> Speak(Customer customer, Holding held)
    {
        var account = held.Account;
        await world.Do(
            "csOps",
            "POST",
            $"/v1/subscriptions/{held.Subscription}/changes",
            new { effectiveOn = "2026-10-15", mrr = World.Yen(3000 << held.Bit) }
        );
        await world.Do(
            "csOps",
            "POST",
            "/v1/tickets",
            new
            {
                accountId = account,
                externalId = $"T-{customer.Key}",
                openedAt = "2026-11-16T01:00:00Z",
                priority = "high",
                escalated = false,
                subject = $"{customer.Key} の問い合わせ",
            }
        );
        await world.Do(
            "csOps",
            "POST",
            "/v1/survey-answers",
            new
            {
                accountId = account,
                externalId = $"A-{customer.Key}",
                survey = "秋の調査",
                kind = "csat",
                answeredOn = "2026-11-16",
                score = 4,
                scaleMin = 1,
                scaleMax = 5,
                comment = $"{customer.Key} の声",
            }
        );
        object Card(string what) =>
            new
            {
                accountId = account,
                polarity = "trouble",
                @event = what,
                occurredOn = "2026-11-16",
                suspectedProblem = "権限設定の手順書が分かりにくい",
                department = "プロダクト",
                request = "手順書を作り直してほしい",
                expectedPrevention = "同じ問い合わせ",
            };
        await world.Do("csOps", "POST", "/v1/field-cards", Card($"{customer.Key} で権限設定の手順が分からず止まった"));
        var card = (
            await world.Do(
                "csOps",
                "POST",
                "/v1/field-cards",
                Card($"{customer.Key} で初期設定の手順が分からず止まった")
            )
        )["id"]!.GetValue<Guid>();
        await world.Do(
            "csOps",
            "POST",
            $"/v1/field-cards/{card}/close",
            new { outcome = $"{customer.Key} に手順書を送った" }
        );
        await world.Do(
            "csOps",
            "POST",
            "/v1/churn-events",
            new
            {
                externalId = $"K-{customer.Key}",
                accountId = account,
                on = "2026-11-10",
                reason = $"{customer.Key} の予算",
            }
        );
        await world.Do(
            "csOps",
            "POST",
            "/v1/contacts",
            new
            {
                accountId = account,
                on = "2026-11-17",
                channel = "call",
                proactive = true,
                becauseOfScore = false,
                outcome = "reached",
                note = $"{customer.Key} の覚え書き",
            }
        );
        await world.Do(
            "csOps",
            "PUT",
            $"/v1/accounts/{account}/signals/risk.{customer.Key.ToLowerInvariant()}",
            new
            {
                decision = "declined",
                words = $"{customer.Key} の解約確率が高い",
                reason = $"{customer.Key} の決裁を待つ",
            }
        );
        var task = await Promised(customer, account, parent: null);
        await Promised(customer, account, parent: task);
        var fire = (
            await world.Do(
                "csOps",
                "POST",
                $"/v1/accounts/{account}/fires",
                new
                {
                    title = $"{customer.Key} の帳票が出ない",
                    cause = "outage",
                    startedOn = "2026-11-16",
                }
            )
        )["id"]!.GetValue<Guid>();
        await world.Do(
            "csOps",
            "POST",
            "/v1/activities",
            new
            {
                on = "2026-11-17",
                kind = "support",
                what = $"{customer.Key} の帳票を直した",
                minutes = 1 << held.Bit,
                accountId = account,
                fireId = fire,
                with = new[] { $"{customer.Key} の田中" },
            }
        );
        var person = await world.Do(
            "csOps",
            "POST",
            $"/v1/accounts/{account}/stakeholders",
            new
            {
                name = $"{customer.Key} の田中",
                standing = new
                {
                    from = "2026-11-16",
                    role = "sponsor",
                    influence = 5,
                    stance = "supports",
                },
            }
        );
        await world.Do(
            "csOps",
            "POST",
            $"/v1/accounts/{account}/onboarding-facts",
            new
            {
                kind = "firstValue",
                on = "2026-11-17",
                department = "物流部",
                what = $"{customer.Key} の作成時間が半分になった",
            }
        );
        var playbook = await world.Do(
            "csOps",
            "POST",
            "/v1/playbooks",
            new
            {
                code = $"of-{customer.Key.ToLowerInvariant()}",
                language = "ja",
                content = new
                {
                    title = $"{customer.Key} の立ち上げ",
                    phase = "introduction",
                    outcome = "最初の成果が出ている",
                    holdoutShare = 0,
                    variants = new[]
                    {
                        new
                        {
                            code = "standard",
                            title = "標準",
                            steps = new[]
                            {
                                new
                                {
                                    key = "first",
                                    title = $"{customer.Key} の最初の一歩",
                                    side = "ours",
                                    dueDays = 7,
                                    question = false,
                                    materials = Array.Empty<object>(),
                                    source = new { kind = "own" },
                                },
                            },
                        },
                    },
                },
            }
        );
        var run = await world.Do(
            "csOps",
            "POST",
            "/v1/playbook-runs",
            new { accountId = account, playbookId = playbook["id"]!.GetValue<Guid>() }
        );
        var planned = await Plan(
            customer,
            await Review(
                held with
                {
                    Card = card,
                    Task = task,
                    Fire = fire,
                    Stakeholder = person["id"]!.GetValue<Guid>(),
                    Run = run["id"]!.GetValue<Guid>(),
                }
            )
        );
        return await new CustomerConsulting(world).Add(customer, planned);
    }

    /// <summary>A review to come, a pack for the customer, and what a business review took to prepare in October.</summary>
    private async Task<Holding> Review(Holding held)
    {
        await world.Do(
            "csOps",
            "POST",
            $"/v1/accounts/{held.Account}/review-preparations",
            new
            {
                on = "2026-10-15",
                reviewOn = "2026-10-20",
                minutes = 1 << held.Bit,
                method = "byHand",
            }
        );
        return held with
        {
            Review = await Add("effect-reviews", new { dueOn = "2027-03-01" }),
            Pack = await Add("review-packs", new { from = "2026-10-01", to = "2026-11-18" }),
        };

        async Task<Guid> Add(string kind, object what) =>
            (await world.Do("csOps", "POST", $"/v1/accounts/{held.Account}/{kind}", what))["id"]!.GetValue<Guid>();
    }

    /// <summary>The project's plan, with one of each kind of its own.</summary>
    private async Task<Holding> Plan(Customer customer, Holding held)
    {
        var owner = world.People["csOps"];
        var milestone = await Add(
            "milestones",
            new
            {
                title = $"{customer.Key} の利用開始",
                forecastOn = "2027-03-01",
                ownerId = owner,
            }
        );
        await world.Do("csOps", "POST", $"/v1/success-projects/{held.Project}/baseline", new { });
        var risk = await Add(
            "risks",
            new
            {
                why = $"{customer.Key} の推進者が異動した",
                trigger = "x",
                probability = 3,
                impact = 5,
                ownerId = owner,
            }
        );
        await world.Do(
            "csOps",
            "POST",
            $"/v1/project-risks/{risk}/state",
            new
            {
                state = "closed",
                on = "2026-11-18",
                why = "x",
            }
        );
        var link = (
            await world.Do(
                "csOps",
                "POST",
                $"/v1/success-projects/{held.Project}/plan-links",
                new { forWhom = $"{customer.Key} の田中" }
            )
        )["link"]!["id"]!.GetValue<Guid>();
        await world.Do("csOps", "POST", $"/v1/plan-links/{link}/end", new { });
        await world.Do(
            "csOps",
            "PUT",
            $"/v1/success-projects/{held.Project}/action-plan",
            new { greeting = $"{customer.Key} の皆さまへ", taskIds = new[] { held.Task } },
            match: "\"0\""
        );
        await Add(
            "commitments",
            new
            {
                words = $"{customer.Key} は残業をなくします",
                saidBy = $"{customer.Key} の田中",
                saidOn = "2026-11-18",
            }
        );
        await Add(
            "confidence-checks",
            new
            {
                side = "ours",
                name = $"{customer.Key} の本部長",
                score = 4,
            }
        );
        var roles = await world.Do(
            "csOps",
            "POST",
            $"/v1/accounts/{held.Account}/roles",
            new
            {
                role = "specialist",
                topic = $"{customer.Key} の連携",
                personId = owner,
                from = "2026-11-01",
                until = "2099-12-31",
            }
        );
        var specialist = await world.Do(
            "csOps",
            "POST",
            $"/v1/accounts/{held.Account}/specialist-requests",
            new
            {
                topic = "nobody knows",
                text = $"{customer.Key} の相談",
                wantedBy = "2099-12-31",
            }
        );
        var next = await world.Do("csOps", "GET", $"/v1/accounts/{held.Account}/next-step");
        await world.Do(
            "csOps",
            "POST",
            $"/v1/accounts/{held.Account}/next-step/declined",
            new { step = next["best"]!["step"]!.GetValue<string>(), reason = $"{customer.Key} では後回し" }
        );
        return held with
        {
            Role = roles["roles"]!
                .AsArray()
                .Select(one => one!["id"])
                .OfType<System.Text.Json.Nodes.JsonNode>()
                .Single()
                .GetValue<Guid>(),
            Specialist = specialist["id"]!.GetValue<Guid>(),
            Link = link,
            Milestone = milestone,
            Risk = risk,
            Change = await Add(
                "plan-changes",
                new
                {
                    adds = Array.Empty<object>(),
                    removes = Array.Empty<string>(),
                    rebaselines = new[] { new { milestoneId = milestone, on = "2027-03-08" } },
                    reason = $"{customer.Key} の監査",
                }
            ),
            Deliverable = await Add(
                "deliverables",
                new
                {
                    title = $"{customer.Key} の手順書",
                    granularity = "x",
                    criteria = "x",
                    dueOn = "2027-01-08",
                    ownerId = owner,
                }
            ),
            Need = await Add(
                "resource-needs",
                new
                {
                    role = $"{customer.Key} の技術者",
                    department = "プロダクト",
                    hoursAWeek = 8,
                    from = "2026-11-18",
                }
            ),
            Cadence = await Add(
                "cadences",
                new
                {
                    group = $"{customer.Key} の物流部",
                    people = Array.Empty<string>(),
                    everyDays = 7,
                    firstOn = "2026-11-18",
                    purpose = "x",
                }
            ),
            Order = await Add(
                "orders",
                new
                {
                    what = $"{customer.Key} の端末",
                    supplier = "x",
                    orderedOn = "2026-11-18",
                    expectedOn = "2026-12-10",
                }
            ),
        };

        async Task<Guid> Add(string kind, object what) =>
            (await world.Do("csOps", "POST", $"/v1/success-projects/{held.Project}/{kind}", what))[
                "id"
            ]!.GetValue<Guid>();
    }

    private async Task<Guid> Promised(Customer customer, Guid account, Guid? parent) =>
        (
            await world.Do(
                "csOps",
                "POST",
                "/v1/tasks",
                new
                {
                    side = "theirs",
                    title = $"{customer.Key} の名寄せ",
                    dueOn = "2027-03-31",
                    accountId = account,
                    contact = $"{customer.Key} の田中",
                    note = $"{customer.Key} の値引きは社内だけの話",
                    parentId = parent,
                }
            )
        )["id"]!.GetValue<Guid>();

    /// <summary>To its next owner and partner, if it has one.</summary>
    public async Task HandOver(Customer customer, Holding held)
    {
        if (customer.HandedTo is not { } next)
        {
            return;
        }

        await world.Do(
            "csOps",
            "PUT",
            $"/v1/accounts/{held.Account}/owner",
            new { ownerId = world.People[next], from = "2026-11-18" }
        );
        await world.Do(
            "csOps",
            "PATCH",
            $"/v1/accounts/{held.Account}",
            new { partnerId = World.Partners[customer.PartnerThen!.Value - 1] }
        );
    }
}
