using CsMonolith.Kernel;
using CsMonolith.Platform;
using CsMonolith.Platform.Documents;
using CsMonolith.Platform.Modules;
using CsMonolith.Platform.Problems;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace CsMonolith.Access.SignIn;

/// <summary>Whom may the holder of this link sign in as?</summary>
internal sealed record ListSignInChoices(string Code) : IQuery<SignInChoices>;

/// <param name="FirstAdmin">The installation is empty: give a name to become its first administrator.</param>
internal sealed record SignInChoices(bool FirstAdmin, IReadOnlyList<SignInChoice> People);

internal sealed record SignInChoice(Guid PersonId, string Name, IReadOnlyList<Role> Roles);

internal sealed class ListSignInChoicesValidator : AbstractValidator<ListSignInChoices>
{
    public ListSignInChoicesValidator() => RuleFor(ask => ask.Code).NotEmpty().MaximumLength(200);
}

internal sealed class ListSignInChoicesHandler(SignInLinks links, IMediator mediator, IHostEnvironment environment)
    : IRequestHandler<ListSignInChoices, Result<SignInChoices>>
{
    public async Task<Result<SignInChoices>> Handle(ListSignInChoices ask, CancellationToken cancellationToken)
    {
        if (await links.Find(ask.Code, cancellationToken) is null)
        {
            return AccessErrors.LinkSpent;
        }

        var people = await mediator.Send(new WhoMaySignIn(), cancellationToken);
        var choices = people
            .Where(_ => !environment.IsProduction())
            .Select(person => new SignInChoice(person.Id, person.Name, person.Roles))
            .ToList();
        return new SignInChoices(people.Count == 0, choices);
    }
}

internal sealed class ListSignInChoicesEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/sign-in-choices",
                async Task<Results<Ok<SignInChoices>, ProblemHttpResult>> (
                    [FromQuery] string code,
                    IMediator mediator,
                    HttpContext http,
                    FailedSignIns failures,
                    CancellationToken cancellation
                ) =>
                {
                    var choices = await mediator.Send(new ListSignInChoices(code), cancellation);
                    return choices.Error is { } refusal
                        ? failures.Weigh(http, refusal).ToProblem()
                        : TypedResults.Ok(choices.Value);
                }
            )
            .WithName(nameof(ListSignInChoices))
            .WithSummary("List whom a one-time link may sign in as")
            .WithQueryExample(("code", "9rV0…"))
            .WithExample(
                null,
                new SignInChoices(
                    FirstAdmin: false,
                    [new SignInChoice(Guid.Parse("0199a000-0000-7000-8000-000000000001"), "佐藤 美咲", [Role.Csm])]
                )
            )
            .WithProblems(400, 401, 429);
}
