using System.Reflection;
using CsMonolith.Kernel;
using FluentValidation;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Platform.Modules;

/// <summary>The assembly of a module, which holds its operations and its part of the permission table.</summary>
public sealed record ModuleAssembly(Assembly Assembly);

/// <summary>A kind of job that some handler takes.</summary>
/// <param name="Job">The job's type.</param>
/// <param name="Answer">The type of its result.</param>
internal sealed record HandledJob(Type Job, Type Answer);

/// <summary>
/// Finds a module's handlers, reactions and validators. Written out since FluentValidation's own scan skips internal
/// types.
/// </summary>
public static class Slices
{
    /// <summary>Registers every request handler, reaction and validator of an assembly.</summary>
    public static IServiceCollection AddSlices(this IServiceCollection services, Assembly assembly)
    {
        services.AddSingleton(new ModuleAssembly(assembly));
        foreach (
            var type in assembly.GetTypes().Where(type => type is { IsAbstract: false, IsGenericTypeDefinition: false })
        )
        {
            foreach (var shape in type.GetInterfaces().Where(shape => shape.IsGenericType))
            {
                var definition = shape.GetGenericTypeDefinition();
                if (definition == typeof(IRequestHandler<,>) || definition == typeof(IValidator<>))
                {
                    services.AddScoped(shape, type);
                    if (shape.GetGenericArguments()[0] is var request && request.IsAssignableTo(typeof(IJob)))
                    {
                        services.AddSingleton(
                            new HandledJob(request, shape.GetGenericArguments()[1].GetGenericArguments()[0])
                        );
                    }
                }
                else if (definition == typeof(INotificationHandler<>))
                {
                    services.AddScoped(type);
                    services.AddSingleton(new Reaction(shape.GetGenericArguments()[0], type));
                }
            }
        }

        return services;
    }
}

/// <summary>What one module does on one kind of news.</summary>
/// <param name="News">The event's type.</param>
/// <param name="Handler">The reaction's type; its full name is the listener's name in the inbox.</param>
public sealed record Reaction(Type News, Type Handler)
{
    /// <summary>The listener's name in the inbox and on failed deliveries.</summary>
    public string Name { get; } = Handler.FullName!;

    /// <summary>The stored name of a kind of news: its type's simple name, which is unique in the product.</summary>
    public static string NameOf(Type news) => news.Name;

    /// <summary>Lets the reaction's handler take the news.</summary>
    public Task Take(object handler, object news, CancellationToken cancellation) =>
        (Task)
            typeof(INotificationHandler<>)
                .MakeGenericType(News)
                .GetMethod(nameof(INotificationHandler<INotification>.Handle))!
                .Invoke(handler, BindingFlags.DoNotWrapExceptions, null, [news, cancellation], null)!;
}
