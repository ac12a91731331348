using CsMonolith.Access.Storage;
using CsMonolith.Kernel;
using CsMonolith.Platform;
using CsMonolith.Platform.Documents;
using CsMonolith.Platform.Modules;
using CsMonolith.Platform.Permissions;
using CsMonolith.Platform.Problems;
using CsMonolith.Platform.Requests;
using CsMonolith.Platform.Storage;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace CsMonolith.Access.SignIn;

/// <summary>
/// Spends a one-time link: signs in as a chosen person or, in an empty installation, as the first administrator.
/// </summary>
/// <remarks>In stages, since the first administrator is opened in Journey's transaction before ours begins.</remarks>
/// <param name="FirstAdminEmail">By which the identity provider will know the first administrator.</param>
/// <param name="FirstAdminHoldsEveryRole">
/// Whether the first administrator works alone and holds every role of our own people; else administrator and CS
/// operations.
/// </param>
internal sealed record StartSession(
    [property: NotAudited] string Code,
    Guid? PersonId,
    string? FirstAdminName,
    string? FirstAdminEmail = null,
    bool FirstAdminHoldsEveryRole = false
) : IStagedCommand<StartedSession>, IComesInABody;

/// <param name="Token">Send it as <c>Authorization: Bearer …</c>; it is shown once.</param>
/// <param name="Notes">What the first administrator should know about owning the installation; else empty.</param>
internal sealed record StartedSession(
    string Token,
    DateTime ExpiresAt,
    Guid PersonId,
    string Name,
    IReadOnlyList<Role> Roles,
    IReadOnlyList<string> Notes
);

internal sealed class StartSessionValidator : AbstractValidator<StartSession>
{
    public StartSessionValidator()
    {
        RuleFor(ask => ask.Code).NotEmpty().MaximumLength(200);
        RuleFor(ask => ask.FirstAdminName).MaximumLength(100).Must(IsPlain).WithMessage(_ => Plain);
        RuleFor(ask => ask.FirstAdminEmail)
            .MaximumLength(200)
            .EmailAddress()
            .Must(IsPlain)
            .WithMessage(_ => Plain)
            .When(ask => !string.IsNullOrEmpty(ask.FirstAdminEmail));
        RuleFor(ask => ask)
            .Must(ask => ask.PersonId is null != string.IsNullOrWhiteSpace(ask.FirstAdminName))
            .OverridePropertyName(nameof(StartSession.PersonId))
            .WithMessage(_ =>
                ProblemAnswers.InJapanese
                    ? "personId か firstAdminName のどちらか一方だけを指定してください。"
                    : "Give either personId or firstAdminName, and not both."
            );
    }

    private static string Plain =>
        ProblemAnswers.InJapanese ? "制御文字は使えません。" : "It holds no control characters.";

    private static bool IsPlain(string? text) => text is null || !text.Any(char.IsControl);
}

internal sealed class StartSessionHandler(
    AccessDb db,
    SignInLinks links,
    IMediator mediator,
    IHostEnvironment environment,
    StagedTransaction transaction
) : IRequestHandler<StartSession, Result<StartedSession>>
{
    public async Task<Result<StartedSession>> Handle(StartSession ask, CancellationToken cancellationToken)
    {
        // In production a link opens an empty installation and nothing else: people come through the identity provider.
        if (
            await links.Find(ask.Code, cancellationToken) is null
            || (ask.PersonId is not null && environment.IsProduction())
        )
        {
            return AccessErrors.LinkSpent;
        }

        // Before the link is spent: if we die between, the link still works.
        var person = ask.PersonId is { } id
            ? await mediator.Send(new WhoIs(id), cancellationToken)
            : await mediator.Send(
                new OpenFirstAdmin(
                    ask.FirstAdminName!,
                    string.IsNullOrEmpty(ask.FirstAdminEmail) ? null : ask.FirstAdminEmail,
                    ask.FirstAdminHoldsEveryRole
                ),
                cancellationToken
            );
        if (person is null)
        {
            return AccessErrors.LinkSpent;
        }

        var now = db.Clock.Now;
        var (session, token) = Session.Begin(person.Id, now);
        return await transaction.Run(
            ask,
            async () =>
            {
                if (!await links.Spend(ask.Code, cancellationToken))
                {
                    return AccessErrors.LinkSpent;
                }

                db.Set<Session>().Add(session);
                return new StartedSession(token, session.ExpiresAt, person.Id, person.Name, person.Roles, Notes(ask));
            },
            cancellationToken,
            actor: new Caller(person.Id, person.Name, person.Roles)
        );
    }

    private static IReadOnlyList<string> Notes(StartSession ask) =>
        ask.PersonId is not null
            ? []
            :
            [
                ProblemAnswers.InJapanese
                    ? "あなたはこの環境の所有者として記録されました。所有権は、ほかの管理者の承諾を得て引き継げます。"
                    : "You are recorded as the owner of this installation; ownership passes on when another administrator "
                        + "accepts it.",
                ask.FirstAdminHoldsEveryRole
                    ? ProblemAnswers.InJapanese
                        ? "1人ですべての役割を持つため、自分の作業を確認する人がいません。自分への報酬など、自分自身に関する承認はできません。管理者・CSオペレーション・経理・監査人・個人情報保護責任者の付与と、報酬の承認・発行には引き続き2人が必要です。緩和は POST /v1/two-person-rules で記録して行い、使った操作の回答と監査記録に表示されます。"
                        : "You hold every role, so nobody checks what you do, and you approve nothing about yourself, such as "
                            + "your own pay. Granting administrator, CS operations, finance, auditor or privacy officer, "
                            + "and approving and issuing pay, still take two people; POST /v1/two-person-rules relaxes "
                            + "that on record, and whatever one person then does alone says so in its answer and in the "
                            + "audit trail."
                    : ProblemAnswers.InJapanese
                        ? "あなたの役割は管理者とCSオペレーションです。学習やスコアの採用には、データサイエンティストやCSリーダーも必要です。ほかに管理者がいない間は、これらを自分に加えられます(PATCH /v1/people/{personId})。"
                        : "You are administrator and CS operations. Training and promoting a model also take a data "
                            + "scientist and a CS leader: while you are the only administrator you may take those roles on "
                            + "yourself (PATCH /v1/people/{personId}).",
            ];
}

internal sealed class StartSessionEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/sessions",
                async Task<Results<Created<StartedSession>, ProblemHttpResult>> (
                    StartSession ask,
                    IMediator mediator,
                    HttpContext http,
                    FailedSignIns failures,
                    CancellationToken cancellation
                ) =>
                {
                    var started = await mediator.Send(ask, cancellation);
                    if (started.Error is { } refusal)
                    {
                        return failures.Weigh(http, refusal).ToProblem();
                    }

                    // The page of this host reads the cookie's session; other clients send the token.
                    await SessionCookie.Exchange(http, mediator, started.Value, cancellation);
                    return TypedResults.Created("/v1/me", started.Value);
                }
            )
            .WithoutIdempotencyKey()
            .WithName(nameof(StartSession))
            .WithSummary("Sign in with a one-time link")
            .WithDescription(
                "Spends the code of a one-time link. Give personId to sign in as a person, or firstAdminName in "
                    + "an empty installation."
            )
            .WithExample(
                new StartSession("9rV0…", null, "管理 花子"),
                new StartedSession(
                    "mN3k…",
                    new DateTime(2026, 11, 21, 9, 0, 0, DateTimeKind.Utc),
                    Guid.Parse("0199a000-0000-7000-8000-000000000001"),
                    "管理 花子",
                    [Role.Admin, Role.CsOps],
                    ["You are recorded as the owner of this installation."]
                )
            )
            .WithProblems(400, 401, 429);
}
