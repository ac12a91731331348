using System.Text.Json.Nodes;
using CsMonolith.Demo.Company;
using CsMonolith.HostClient;

namespace CsMonolith.Demo.Loading;

/// <summary>
/// Tells, of the newest customers, who is who there, what was done for their goal, and where it burns: some have a sponsor
/// and several relations, some hang on one person.
/// </summary>
internal sealed class PeopleSteps(HostApi host, IReadOnlyDictionary<string, string> ids, Func<Customer, string> ownerOf)
{
    private const int FireEvery = 6;

    private static readonly (
        string Name,
        string Title,
        string Department,
        string Role,
        int Influence,
        string Stance,
        string Message
    )[] Known =
    [
        ("山口 健一", "部長", "業務改革部", "sponsor", 5, "supports", "締めの日数がどれだけ減ったかを、月次の数字で"),
        ("藤本 直子", "主任", "経理部", "contact", 3, "champions", "月末の問い合わせが減る手順を、画面で"),
        ("石田 亮", "課長", "情報システム部", "contact", 4, "doubts", "権限と記録の残り方を、資料で"),
        ("上田 真理", "担当", "総務部", "user", 2, "neutral", "自分の入力がどこで使われるかを、短い動画で"),
    ];

    private static readonly (string Title, string Cause)[] Fires =
    [
        ("月末の締めで一覧が出力できない", "product-fault"),
        ("連携が止まり、申請が届かない", "data"),
        ("推進していた課長が異動した", "person-left"),
        ("請求書の金額が契約と違う", "commercial"),
    ];

    public async Task Tell(Customer customer, int nth, DateOnly through, CancellationToken cancellation)
    {
        var account = ids[customer.Id];
        // A third has the whole circle, a third lacks the sponsor, a third hangs on one person.
        var there = (nth % 3) switch
        {
            0 => Known,
            1 => Known[1..],
            _ => Known[1..2],
        };
        foreach (var (name, title, department, role, influence, stance, message) in there)
        {
            await host.Post(
                $"/v1/accounts/{account}/stakeholders",
                new JsonObject
                {
                    ["name"] = name,
                    ["title"] = title,
                    ["department"] = department,
                    ["standing"] = new JsonObject
                    {
                        ["from"] = customer.StartedOn.ToString("O"),
                        ["role"] = role,
                        ["influence"] = influence,
                        ["stance"] = stance,
                        ["message"] = message,
                        ["inTouch"] = role != "user",
                    },
                },
                cancellation
            );
        }

        await WorkForTheGoal(account, customer, through, cancellation);
        if (nth % FireEvery == 0)
        {
            await Burn(account, customer, nth / FireEvery, through, cancellation);
        }
    }

    private async Task WorkForTheGoal(
        string account,
        Customer customer,
        DateOnly through,
        CancellationToken cancellation
    )
    {
        var agreed = await host.Get($"/v1/accounts/{account}/success-definitions?limit=1", cancellation);
        var on = through.AddDays(-12);
        await host.Post(
            "/v1/activities",
            new JsonObject
            {
                ["on"] = (on < customer.StartedOn ? through : on).ToString("O"),
                ["kind"] = "review",
                ["what"] = "締め作業の時間を一緒に測った",
                ["minutes"] = 60,
                ["accountId"] = account,
                ["personId"] = ownerOf(customer),
                ["goalId"] = (string)agreed["items"]![0]!["id"]!,
            },
            cancellation
        );
    }

    private async Task Burn(
        string account,
        Customer customer,
        int nth,
        DateOnly through,
        CancellationToken cancellation
    )
    {
        var (title, cause) = Fires[nth % Fires.Length];
        var since = through.AddDays(-9);
        var started = since < customer.StartedOn ? through : since;
        var fire = await host.Post(
            $"/v1/accounts/{account}/fires",
            new JsonObject
            {
                ["title"] = title,
                ["cause"] = cause,
                ["startedOn"] = started.ToString("O"),
            },
            cancellation
        );
        await host.Post(
            "/v1/activities",
            new JsonObject
            {
                ["on"] = started.ToString("O"),
                ["kind"] = "support",
                ["what"] = "原因を調べ、当面の手当てをした",
                ["minutes"] = 150 + (30 * nth),
                ["accountId"] = account,
                ["personId"] = ownerOf(customer),
                ["fireId"] = (string)fire["id"]!,
                ["proactive"] = false,
                ["channel"] = "meeting",
                ["outcome"] = "worried",
            },
            cancellation
        );
    }
}
