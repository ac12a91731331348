using System.Diagnostics;
using System.Security.Cryptography;
using CsMonolith.Platform.Documents;
using CsMonolith.Platform.Endpoints;
using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Jobs;
using CsMonolith.Platform.Limits;
using CsMonolith.Platform.Lists;
using CsMonolith.Platform.Modules;
using CsMonolith.Platform.Outbox;
using CsMonolith.Platform.Permissions;
using CsMonolith.Platform.Problems;
using CsMonolith.Platform.Requests;
using CsMonolith.Platform.Storage;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CsMonolith.Platform;

/// <summary>
/// Adds the platform to a host: what every request passes, whichever module it goes to. See README.md beside this file.
/// </summary>
public static class PlatformServices
{
    /// <summary>Adds what a module needs to work without the web: what a test of one module starts.</summary>
    /// <exception cref="InvalidOperationException">A setting is not understood or makes no sense.</exception>
    public static IServiceCollection AddPlatform(this IServiceCollection services, IConfiguration configuration)
    {
        ValidationWords.UseWireNames();
        var settings = DatabaseSettings.From(configuration);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new Clock(
            provider.GetRequiredService<TimeProvider>(),
            TimeZoneInfo.FindSystemTimeZoneById(configuration["Reporting:TimeZone"] ?? "Asia/Tokyo")
        ));
        services.AddSingleton<Drain>();
        services.AddStorage(configuration, settings);
        services.AddPermissions(configuration, settings);
        services.AddJobs(configuration);
        services.AddOutbox(configuration, settings);
        services.AddPipeline();
        services.AddSingleton(CursorsOfTheInstallation);
        services.AddSlices(typeof(PlatformServices).Assembly);
        return services;
    }

    /// <summary>
    /// Adds what a host needs beside <see cref="AddPlatform"/>: workers in the background, the calendar, problems and
    /// the document.
    /// </summary>
    public static IServiceCollection AddPlatformHosting(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<HostLock>();
        services.AddHostedService<WalCheckpointOnStop>();
        services.AddHostedService(provider => provider.GetRequiredService<Dispatcher>());
        services.AddHostedService(provider => provider.GetRequiredService<JobRunner>());
        services.AddCalendar(DatabaseSettings.From(configuration));
        services.AddSingleton(new ScheduledJob("forget-requests", "0 20 3 * * ?", _ => new ForgetRequests()));
        services.AddOpenApiDocument();
        services.AddProblemDetails(problems =>
            problems.CustomizeProblemDetails = context =>
                context.ProblemDetails.Extensions["traceId"] = Activity.Current?.TraceId.ToString() ?? ""
        );
        services.AddExceptionHandler<ProblemHandler>();
        services.ConfigureHttpJsonOptions(options => Wire.Shape(options.SerializerOptions));
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        return services;
    }

    /// <summary>Adds what comes before any module's route: language, problems, sign-in, limits.</summary>
    /// <exception cref="FormatException">
    /// A module's permissions.csv is malformed or names an unknown operation.
    /// </exception>
    public static IApplicationBuilder UsePlatform(this IApplicationBuilder app)
    {
        _ = app.ApplicationServices.GetRequiredService<PermissionTable>();
        app.UseRequestLocalization(options =>
        {
            options.SetDefaultCulture("en").AddSupportedCultures("en", "ja").AddSupportedUICultures("en", "ja");
            options.CultureInfoUseUserOverride = false;
        });
        app.UseExceptionHandler();
        app.UseStatusCodePages(async context => await PlainStatus(context.HttpContext));
        app.UseRouting();
        app.UseAuthentication();
        app.UseMiddleware<RateLimits>();
        app.UseMiddleware<QueryParameters>();
        app.UseMiddleware<CommandHeaders>();
        app.UseMiddleware<JsonBodies>();
        return app;
    }

    /// <summary>Takes the database for this process, where it admits one.</summary>
    /// <returns>Why not, in English and Japanese; <c>null</c> if it is ours.</returns>
    public static string? Claim(IServiceProvider services) => services.GetRequiredService<HostLock>().Take();

    /// <summary>
    /// Brings every module's schema up to date; of hosts that start together one does, while the others wait.
    /// </summary>
    /// <returns>
    /// Why not, in English and Japanese, where the database is of a build whose migrations this one does not have, or
    /// cannot be used: then nothing is written. <c>null</c> when the schema is up to date.
    /// </returns>
    public static async Task<string?> Migrate(IServiceProvider services, CancellationToken cancellation)
    {
        var settings = services.GetRequiredService<DatabaseSettings>();
        try
        {
            return await MigrateOrRefuse(services, settings, cancellation);
        }
        catch (Exception fault) when (DatabaseFault.Of(fault, settings) is not null)
        {
            return DatabaseFault.Of(fault, settings);
        }
    }

    private static async Task<string?> MigrateOrRefuse(
        IServiceProvider services,
        DatabaseSettings settings,
        CancellationToken cancellation
    )
    {
        var known = ActivatorUtilities.CreateInstance<KnownMigrations>(services);
        if (await known.AreApplied(cancellation))
        {
            return null;
        }

        await using var turn = await InstallationLock.Enter(settings, cancellation);
        if (await known.AreApplied(cancellation))
        {
            return null;
        }

        if (await known.WhyNot(cancellation) is { } refusal)
        {
            return refusal;
        }

        foreach (var store in services.GetRequiredService<ModuleStores>().All)
        {
            await using var scope = services.CreateAsyncScope();
            await ((ModuleDb)scope.ServiceProvider.GetRequiredService(store.Db)).Database.MigrateAsync(cancellation);
        }

        return null;
    }

    private static void AddStorage(
        this IServiceCollection services,
        IConfiguration configuration,
        DatabaseSettings settings
    )
    {
        services.AddSingleton(settings);
        services.AddSingleton(new WriteGate(closes: !settings.IsPostgres));
        services.AddSingleton<CommitSignal>();
        services.AddScoped<ImportInProgress>();
        services.AddScoped<StorageTools>();
        services.AddSingleton<ModuleStores>();
        services.AddModuleDb<PlatformDb, SqlitePlatformDb, PostgresPlatformDb>(configuration, PlatformDb.Schema);

        // In this order: a job's mark comes first, its proof last.
        services.AddScoped<ITransactionStep>(provider => provider.GetRequiredService<CurrentJob>());
        services.AddScoped<ITransactionStep, ImportCapture>();
        services.AddScoped<ITransactionStep, OutboxWriter>();
    }

    private static void AddPermissions(
        this IServiceCollection services,
        IConfiguration configuration,
        DatabaseSettings settings
    )
    {
        services.AddSingleton(provider =>
            PermissionTable.Of(provider.GetServices<ModuleAssembly>().Select(module => module.Assembly))
        );
        services.AddScoped<RequestContext>();
        services.AddScoped<AccountVisibility>();
        services.AddSingleton(new PrivacyKey(configuration, settings));
        services.AddSingleton<Pseudonyms>();
        services.AddScoped<ISecondPersonPolicy, SecondPersonByRule>();
        services.AddSingleton<AccessVersions>();
        services.AddScoped(provider => new AccessNow(provider.GetRequiredService<AccessVersions>()));
    }

    private static void AddJobs(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(JobSettings.From(configuration));
        services.AddSingleton(provider => new Schedules(provider.GetServices<ScheduledJob>(), configuration));
        services.AddSingleton(new ScheduledJob("purge-jobs", "0 15 3 * * ?", _ => new PurgeJobs()));
        services.AddScoped<DueSchedules>();
        services.AddScoped<JobScheduler>();
        services.AddScoped<CurrentJob>();
        services.AddScoped<JobProgress>();
        services.AddSingleton<JobTypes>();
        services.AddSingleton<JobQueue>();
        services.AddSingleton<JobRunner>();
    }

    private static void AddOutbox(
        this IServiceCollection services,
        IConfiguration configuration,
        DatabaseSettings settings
    )
    {
        services.AddSingleton(OutboxSettings.From(configuration, settings.IsPostgres));
        services.AddSingleton<Lanes>();
        services.AddSingleton<Delivery>();
        services.AddSingleton<OutboxGauge>();
        services.AddSingleton<Dispatcher>();
        services.AddSingleton(PruneOutbox.EveryNight);
    }

    private static void AddPipeline(this IServiceCollection services)
    {
        services.AddScoped<FigureScopes>();
        services.AddSingleton<ReadReach>();
        services.AddScoped<IdempotencyHeader>();
        services.AddScoped<AnswerHeaders>();
        services.AddScoped<Idempotency>();
        services.AddScoped(provider => new StagedTransaction(
            provider.GetRequiredService<ModuleStores>(),
            provider,
            provider.GetRequiredService<RequestContext>(),
            provider.GetRequiredService<Idempotency>(),
            provider.GetRequiredService<IdempotencyHeader>()
        ));
        services.AddScoped<ServiceFactory>(provider => provider.GetService!);
        services.AddScoped<IMediator, Mediator>();

        // The container passes over those whose constraint a request does not meet: a question goes by what is about
        // commands.
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(TracingBehaviour<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(PermissionBehaviour<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(ValidationBehaviour<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(OutOfReachBehaviour<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(SensitiveReadBehaviour<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(StagedBehaviour<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(StaleBehaviour<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(TransactionBehaviour<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(IdempotencyBehaviour<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(AccountVisibilityBehaviour<,>));
    }

    private static Task PlainStatus(HttpContext http)
    {
        var (code, en, ja) = http.Response.StatusCode switch
        {
            StatusCodes.Status404NotFound => (
                "platform.no-such-route",
                "There is nothing at this address.",
                "この場所には何もありません。"
            ),
            StatusCodes.Status405MethodNotAllowed => (
                "platform.method-not-allowed",
                "This address does not take that method.",
                "この場所ではそのメソッドは使えません。"
            ),
            StatusCodes.Status415UnsupportedMediaType => (
                "platform.media-type",
                "Send application/json, or what the operation's document names.",
                "application/json など、文書にある形式で送ってください。"
            ),
            _ => ("platform.status", "The request was not answered.", "要求に応答できませんでした。"),
        };
        return ProblemAnswers.Write(http, http.Response.StatusCode, code, en, ja);
    }

    // Made once, kept in the database, so that all hosts of an installation read each other's cursors.
    private static Cursors CursorsOfTheInstallation(IServiceProvider services)
    {
        using var scope = services.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        return new Cursors(
            InstallationSecret
                .Get(db, "cursors", () => RandomNumberGenerator.GetBytes(32), CancellationToken.None)
                .GetAwaiter()
                .GetResult()
        );
    }
}
