namespace CsMonolith.Host.Tests.Worlds;

/// <summary>What a customer of the small company needs beyond the product, and which rival tool it uses.</summary>
internal sealed class CustomerConsulting(World world)
{
    /// <summary>The products that the company's customers use beside ours.</summary>
    public static object Register { get; } = new
    {
        products = new[]
        {
            new
            {
                code = "rival",
                name = "他社製品",
                alsoCalled = Array.Empty<string>(),
            },
        },
    };

    public async Task<Holding> Add(Customer customer, Holding held)
    {
        var account = held.Account;
        var tool = await world.Do(
            "csOps",
            "POST",
            $"/v1/accounts/{account}/rival-tools",
            new
            {
                product = "rival",
                department = $"{customer.Key} の物流部",
                standing = Standing(customer, "2026-05-01"),
            }
        );
        var (rival, first) = (tool["id"]!.GetValue<Guid>(), tool["history"]![0]!["id"]!.GetValue<Guid>());
        await world.Do("csOps", "POST", $"/v1/rival-tools/{rival}/standings", Standing(customer, "2026-06-01"));
        await world.Do(
            "csOps",
            "POST",
            $"/v1/rival-tools/{rival}/standings/{first}/void",
            new { reason = $"{customer.Key} の別の話" }
        );
        var assessment = await Made(
            $"/v1/accounts/{account}/assessments",
            new
            {
                on = "2026-11-17",
                saidBy = $"{customer.Key} の田中",
                areas = new[]
                {
                    new
                    {
                        area = $"{customer.Key} の配車",
                        now = 2,
                        wanted = 4,
                    },
                },
            }
        );
        await world.Do(
            "csOps",
            "POST",
            $"/v1/assessments/{assessment}/void",
            new { reason = $"{customer.Key} の別の話" }
        );
        var issue = await Made(
            $"/v1/accounts/{account}/consulting-issues",
            new
            {
                title = $"{customer.Key} の承認が遅い",
                kind = "process",
                severity = "high",
                openedOn = "2026-11-17",
                ownerId = world.People["csOps"],
                side = "theirs",
                contact = $"{customer.Key} の田中",
            }
        );
        var solution = await Made(
            $"/v1/accounts/{account}/solution-plans",
            new
            {
                title = $"{customer.Key} の承認を下ろす",
                draft = new
                {
                    approach = $"{customer.Key} の課長が承認する",
                    issueIds = new[] { issue },
                    steps = Array.Empty<object>(),
                },
            }
        );
        await world.Do(
            "csOps",
            "POST",
            $"/v1/solution-plans/{solution}/void",
            new { reason = $"{customer.Key} の方針" }
        );
        return held with
        {
            Rival = rival,
            Standing = first,
            Assessment = assessment,
            Issue = issue,
            Solution = solution,
        };
    }

    private async Task<Guid> Made(string path, object what) =>
        (await world.Do("csOps", "POST", path, what))["id"]!.GetValue<Guid>();

    private static object Standing(Customer customer, string from) =>
        new
        {
            from,
            strength = "threat",
            source = $"{customer.Key} の田中",
            seats = 10,
        };
}
