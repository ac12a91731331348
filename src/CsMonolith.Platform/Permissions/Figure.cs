using CsMonolith.Kernel;
using CsMonolith.Platform.Problems;
using MediatR;

namespace CsMonolith.Platform.Permissions;

/// <summary>The answer of a question about figures; the frame adds over whose accounts they are.</summary>
public abstract record Figure
{
    /// <summary>Over which accounts the figures are: what the caller reaches.</summary>
    public FigureScope Scope { get; init; } = FigureScope.Everything;
}

/// <summary>Over which accounts figures are.</summary>
/// <param name="Reach">self, own, partner, team, aggregate, masked or all.</param>
/// <param name="Accounts">How many accounts are reached today; <c>null</c> where the reach has no such limit.</param>
/// <param name="Words">The same in words, and why nothing is in it if nothing is, with the way to change that.</param>
public sealed record FigureScope(PermissionScope Reach, int? Accounts, string Words)
{
    /// <summary>No limit; an example for documents.</summary>
    public static FigureScope Everything { get; } =
        new(PermissionScope.All, Accounts: null, PermissionWording.Of(PermissionScope.All).Ja);
}

/// <summary>Tells over which accounts the figures of the present request are.</summary>
internal sealed class FigureScopes(RequestContext context, AccountVisibility visibility, IMediator mediator)
{
    /// <summary>The same answer with its scope.</summary>
    public async Task<Figure> Complete(Figure figure, CancellationToken cancellation) =>
        figure with
        {
            Scope = await Describe(cancellation),
        };

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
        && (await mediator.Send(new PeopleInScope(context.Caller.PersonId, reach), cancellation)).All(person =>
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
