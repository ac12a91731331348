using CsMonolith.Platform.Modules;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Routing;

namespace CsMonolith.Offender;

/// <summary>Could be inherited from, though nobody does.</summary>
internal class OpenWithoutNeed;

/// <summary>What the misnamed types below are about: a request and news.</summary>
internal sealed record Thing : IRequest<int>, INotification;

/// <summary>Maps a route under a name that does not say so.</summary>
internal sealed class Road : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) { }
}

/// <summary>Validates under a name that does not say so.</summary>
internal sealed class Strict : AbstractValidator<Thing>;

/// <summary>Answers a request under a name that does not say so.</summary>
internal sealed class Doer : IRequestHandler<Thing, int>
{
    public Task<int> Handle(Thing request, CancellationToken cancellationToken) => Task.FromResult(0);
}

/// <summary>Reacts to news under a name that does not say so.</summary>
internal sealed class Hearer : INotificationHandler<Thing>
{
    public Task Handle(Thing notification, CancellationToken cancellationToken) => Task.CompletedTask;
}
