using CsMonolith.Kernel;
using CsMonolith.Platform.Lists;
using CsMonolith.Platform.Permissions;
using CsMonolith.Platform.Problems;
using MediatR;

namespace CsMonolith.Platform.Endpoints;

/// <summary>Tells over which accounts the figures or the rows of the present request are.</summary>
internal sealed class FigureScopes(
    RequestContext context,
    AccountVisibility visibility,
    PermissionTable table,
    IMediator mediator
)
{
    /// <summary>The same answer with its scope.</summary>
    public async Task<Figure> Complete(Figure figure, CancellationToken cancellation) =>
        figure with
        {
            Scope = await Describe(cancellation),
        };

    /// <summary>The same page with its scope, where its rows are facts of accounts.</summary>
    public async Task<IPage> Complete(IPage page, CancellationToken cancellation) =>
        page.NamesAccounts || IsReachedByAccount() ? page.Over(await Describe(cancellation)) : page;

    // What some role reaches for a part of the accounts is about accounts; what is about oneself is about people.
    private bool IsReachedByAccount() =>
        table.Find(context.Operation) is { Reaches.Values: var reaches }
        && !reaches.Contains(PermissionScope.Self)
        && reaches.Any(reach => reach is > PermissionScope.Self and < PermissionScope.All);

    private async Task<FigureScope> Describe(CancellationToken cancellation)
    {
        var (reach, accounts) = (context.Scope, await visibility.Accounts(cancellation));
        var (words, count) = (PermissionWording.Of(reach), accounts.All ? (int?)null : accounts.Accounts.Count);
        var why = count == 0 ? await WhyNothing(reach, cancellation) : null;
        var japanese = ProblemAnswers.InJapanese;
        return new FigureScope(
            reach,
            count,
            why is null ? words.Read(japanese) : $"{words.Read(japanese)}{(japanese ? "。" : ": ")}{why.Read(japanese)}"
        );
    }

    private async Task<Sentence> WhyNothing(PermissionScope reach, CancellationToken cancellation) =>
        reach == PermissionScope.Team
        && (await mediator.Send(new PeopleInScope(context.Caller.ReachesAs, reach), cancellation)).All(person =>
            person == context.Caller.PersonId
        )
            ? new Sentence(
                "you lead nobody and own no account today, so there is nothing to count. Ask CS operations to make you the "
                    + "leader of a team, or to add people to yours (CreateTeam, SetTeamMembers).",
                "今日の時点でチームのメンバーも担当顧客もないため、集計する対象がありません。チームのリーダーへの登録またはメンバーの追加をCSオペレーションに依頼してください(CreateTeam、SetTeamMembers)。"
            )
            : new Sentence(
                $"there is no such account today, so there is nothing to count. {PermissionWording.Widening(reach).En}",
                $"今日の時点で該当する顧客がないため、集計する対象がありません。{PermissionWording.Widening(reach).Ja}"
            );
}
