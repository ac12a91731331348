using CsMonolith.Access.Storage;
using CsMonolith.Kernel;
using CsMonolith.Platform;
using CsMonolith.Platform.Documents;
using CsMonolith.Platform.Modules;
using CsMonolith.Platform.Permissions;
using CsMonolith.Platform.Problems;
using CsMonolith.Platform.Storage;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Access.ApiKeys;

/// <summary>Make a key for a machine.</summary>
/// <param name="Scopes">The resources that it may use, as the permission table names them.</param>
/// <param name="ExpiresAt">At most two years ahead; one year if absent.</param>
internal sealed record CreateApiKey(string Name, IReadOnlyList<string> Scopes, DateTimeOffset? ExpiresAt = null)
    : ICommand<IssuedApiKey>;

internal sealed class CreateApiKeyValidator : AbstractValidator<CreateApiKey>
{
    public CreateApiKeyValidator(PermissionTable table)
    {
        RuleFor(ask => ask.Name)
            .NotEmpty()
            .MaximumLength(100)
            .Must(name => !name.Any(char.IsControl))
            .WithMessage(_ =>
                ProblemAnswers.InJapanese ? "名前に制御文字は使えません。" : "A name holds no control characters."
            );
        RuleFor(ask => ask.Scopes).NotEmpty();
        RuleForEach(ask => ask.Scopes)
            .Must(scope => table.KeyScopes.Contains(scope))
            .WithMessage(
                (_, scope) =>
                    ProblemAnswers.InJapanese
                        ? $"「{scope}」というスコープはありません。使えるもの: {string.Join("、", table.KeyScopes)}。"
                        : $"'{scope}' is not a scope. There are: {string.Join(", ", table.KeyScopes)}."
            );
    }
}

internal sealed class CreateApiKeyHandler(AccessDb db, RequestContext context, PermissionTable table)
    : IRequestHandler<CreateApiKey, Result<IssuedApiKey>>
{
    public async Task<Result<IssuedApiKey>> Handle(CreateApiKey ask, CancellationToken cancellationToken)
    {
        var now = db.Clock.Now;
        var life = KeyLife.Until(ask.ExpiresAt, now);
        if (life.Error is { } refusal)
        {
            return refusal;
        }

        if (KeyBounds.Beyond(ask.Scopes, context.Caller, table) is { } beyond)
        {
            return beyond;
        }

        if (await db.Set<ApiKey>().AnyAsync(key => key.Name == ask.Name && key.RevokedAt == null, cancellationToken))
        {
            return AccessErrors.KeyNameTaken(ask.Name);
        }

        var made = new ApiKey
        {
            Id = Guid.CreateVersion7(now),
            Name = ask.Name,
            ScopeWords = string.Join(' ', ask.Scopes.Distinct(StringComparer.Ordinal)),
            CreatedAt = now,
            CreatedBy = context.Caller.PersonId,
        };
        var text = made.NewSecret(now, life.Value);
        db.Set<ApiKey>().Add(made);
        await db.SaveChangesAsync(cancellationToken);
        return new IssuedApiKey(text, ShownApiKey.Of(made));
    }
}

/// <summary>How long a key may live: no key lives for ever, so that a forgotten one dies.</summary>
internal static class KeyLife
{
    public static Result<DateTime> Until(DateTimeOffset? wanted, DateTime now)
    {
        var until = wanted?.UtcDateTime ?? now.AddYears(1);
        return until > now && until <= now.AddYears(2)
            ? until
            : PlatformErrors.Invalid(
                new FieldFault(
                    "/expiresAt",
                    $"'{until:u}' is not within the next two years.",
                    $"「{until:u}」は今から2年以内ではありません。"
                )
            );
    }
}

internal sealed class CreateApiKeyEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/api-keys",
                async Task<Results<Created<IssuedApiKey>, ProblemHttpResult>> (
                    CreateApiKey ask,
                    IMediator mediator,
                    HttpContext http,
                    CancellationToken cancellation
                ) =>
                {
                    var created = await mediator.Send(ask, cancellation);
                    if (created.Error is { } refusal)
                    {
                        return refusal.ToProblem();
                    }

                    http.Response.Headers.CacheControl = "no-store";
                    return TypedResults.Created("/v1/api-keys", created.Value);
                }
            )
            .WithoutIdempotencyKey()
            .WithName(nameof(CreateApiKey))
            .WithSummary("Make a key for a machine")
            .WithDescription(
                "The key is shown in this answer and never again. It reaches the resources among its scopes, as "
                    + "far as the permission table lets integration keys go, and always its own jobs. A scope with "
                    + ":read at its end, such as accounts:read, reads and changes nothing; without, it does both. A "
                    + "key gets no scope with which it would reach further than its maker, and at every request it does no "
                    + "more than its maker may do then; it ends when they leave. The audit trail names its maker."
            )
            .WithExample(
                new CreateApiKey(ShownApiKey.Example.Name, ShownApiKey.Example.Scopes),
                new IssuedApiKey("csm_k7m2x9qa_mN3k…", ShownApiKey.Example)
            )
            .WithProblems(400, 401, 403, 409);
}
